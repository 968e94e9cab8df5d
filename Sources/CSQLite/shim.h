#include <sqlite3.h>

// What SQLite sets by functions of a variable number of arguments, which Swift cannot call.

/// Counts memory no more, for which each piece of it takes a lock. It can be set before the first
/// connection only.
static inline int batonLeaveMemoryUncounted(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Sets memory aside for the small pieces that the statements of a connection need.
static inline int batonSetMemoryAside(sqlite3 *db, int bytes, int pieces) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_LOOKASIDE, (void *)0, bytes, pieces);
}
