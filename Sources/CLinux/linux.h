/* Calls of the C library that Swift does not see by itself. */
#pragma once
#include <malloc.h>

/** Exchanges two names in one step (Linux 3.15, renameat2(2)). */
#define HAIDANG_RENAME_EXCHANGE 2u
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);

/** Makes all of a file system durable (syncfs(2)). */
int syncfs(int file);
