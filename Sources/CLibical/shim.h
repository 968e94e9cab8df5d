#include <libical/ical.h>

// Rules are kept on this side: Swift would see their lists as tuples of hundreds of numbers.

/// Whether the text, without UNTIL and COUNT, is a rule of recurrence.
static inline int batonIsRule(const char *text) {
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
    return rule.freq != ICAL_NO_RECURRENCE;
}

/// The times of a rule on a clock without a zone, from `start` to `until`, at most `count` of them
/// unless that is 0; NULL when there are none.
static inline icalrecur_iterator *batonTimes(
    const char *text, struct icaltimetype start, struct icaltimetype until, int count
) {
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
    rule.until = until;
    rule.count = count;
    return icalrecur_iterator_new(rule, start);
}
