#include <curl/curl.h>

// What libcurl sets and reads by functions of a variable number of arguments, which Swift cannot
// call; one for each type of value.

static inline CURLcode batonSetNumber(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl copies the text.
static inline CURLcode batonSetText(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/// The list must live as long as the transfer.
static inline CURLcode batonSetList(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode batonSetPointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

/// What is sent as the body; libcurl copies it.
static inline CURLcode batonSetBody(CURL *handle, const void *bytes, curl_off_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

typedef size_t (*BatonBytesCallback)(char *bytes, size_t size, size_t count, void *context);

/// What is called with lines of the header (`CURLOPT_HEADERFUNCTION`) or pieces of the body
/// (`CURLOPT_WRITEFUNCTION`).
static inline CURLcode batonSetReader(CURL *handle, CURLoption option, BatonBytesCallback reader) {
    return curl_easy_setopt(handle, option, reader);
}

/// What opens a socket for an address, or refuses to.
static inline CURLcode batonSetOpener(CURL *handle, curl_opensocket_callback opener) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
}

static inline long batonNumber(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) ? 0 : value;
}

/// A time of a transfer in microseconds.
static inline curl_off_t batonTime(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) ? 0 : value;
}

/// What a finished message says; its result is a member of a union.
static inline CURLcode batonResult(const CURLMsg *message) { return message->data.result; }
