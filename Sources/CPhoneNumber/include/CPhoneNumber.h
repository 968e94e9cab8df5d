#ifndef C_PHONE_NUMBER_H
#define C_PHONE_NUMBER_H

// The part of libphonenumber (https://github.com/google/libphonenumber) that contact parsing needs,
// in plain C. Nothing here throws, prints or keeps a pointer; every function may be called from any
// thread. The first call loads the numbering plans.

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    /// '+', at most 15 digits of country code and number (ITU-T E.164, with room for the longer
    /// German numbers the plans list), and the terminating zero.
    CPHONE_E164_CAPACITY = 24,
    /// Two letters and the terminating zero.
    CPHONE_REGION_CAPACITY = 3,
};

/// What became of a text that should be a phone number.
enum __attribute__((enum_extensibility(closed))) CPhoneParsing {
    CPhoneParsingDone,
    CPhoneParsingNotANumber,
    CPhoneParsingTooShort,
    CPhoneParsingTooLong,
    /// Right in length, but no such number is given out in its country.
    CPhoneParsingInvalidForRegion,
    /// Neither the number nor the default region says which country is meant.
    CPhoneParsingUnknownRegion,
};

enum __attribute__((enum_extensibility(closed))) CPhoneKind {
    CPhoneKindMobile,
    CPhoneKindFixed,
    /// Toll-free, shared cost, VoIP and the like, and plans that do not tell mobile from fixed.
    CPhoneKindOther,
};

/// Reads `length` bytes of UTF-8 as a number dialled in `region` (ISO 3166, two capitals). Writes
/// the zero-terminated E.164 form, without extension, when the answer is `CPhoneParsingDone`.
enum CPhoneParsing cphone_parse(
    const char *text, size_t length, const char *region, char e164[CPHONE_E164_CAPACITY]);

/// The kind of line behind a zero-terminated E.164 number.
enum CPhoneKind cphone_kind(const char *e164);

/// Writes the zero-terminated region of an E.164 number; an empty one when it belongs to none.
void cphone_region(const char *e164, char region[CPHONE_REGION_CAPACITY]);

#ifdef __cplusplus
}
#endif

#endif
