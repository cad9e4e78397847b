// Loaded in front of the C library (LD_PRELOAD): while the file named by FAILING_SYNC is there, every second sync of a file fails as a dying disk does.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int fails(void) {
  static unsigned calls = 0;
  const char *mark = getenv("FAILING_SYNC");
  int before = errno;
  int isThere = mark != NULL && access(mark, F_OK) == 0;
  errno = before;
  if (!isThere || __atomic_fetch_add(&calls, 1, __ATOMIC_RELAXED) % 2 == 1) return 0;
  errno = EIO;
  return 1;
}

int fsync(int file) {
  static int (*real)(int) = NULL;
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return fails() ? -1 : real(file);
}

int fdatasync(int file) {
  static int (*real)(int) = NULL;
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  return fails() ? -1 : real(file);
}
