#pragma once

namespace qiantai::sqlite {

/// SQLite makes room in its shared memory by writing the last byte of every 4 KiB. Where the file
/// system's blocks are smaller, the rest of the 4 KiB stays without room, and touching it on a full
/// disk ends the program (SIGBUS). After this all of it is written, so that a full disk is an error.
/// Before the first database is opened; thread-safe, and once is enough.
void fill_shared_memory();

}  // namespace qiantai::sqlite
