/* What the machine can do at best, for the figures of the daemon to stand beside:
 *   limits inotify FOLDER COUNT      from rename(2) to the event in another thread, µs, sorted, one a line
 *   limits copy FROM TO              copies, syncs and renames each file; seconds
 *   limits index FROM DATABASE PER   FTS5 over the files, tokens of one and of two characters, PER documents a transaction;
 *                                    µs of each transaction, sorted, one a line, and at last the seconds of all
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

static void print_sorted(double *times, int count) {
  qsort(times, count, sizeof *times, compare);
  for (int i = 0; i < count; i++) printf("%.1f\n", times[i] * 1e6);
}

static void need(int holds, const char *what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static struct {
  int inotify, count;
  double heard;
  sem_t done;
} ear;

static void *listen_for_events(void *unused) {
  char buffer[4096] __attribute__((aligned(8)));
  for (int i = 0; i < ear.count; i++) {
    need(read(ear.inotify, buffer, sizeof buffer) > 0, "read");
    ear.heard = now();
    sem_post(&ear.done);
  }
  return unused;
}

static int inotify(const char *folder, int count) {
  char from[PATH_MAX], to[PATH_MAX];
  double *times = calloc(count, sizeof *times);
  pthread_t thread;
  ear.inotify = inotify_init1(IN_CLOEXEC);
  ear.count = count;
  sem_init(&ear.done, 0, 0);
  need(inotify_add_watch(ear.inotify, folder, IN_MOVED_TO) >= 0, folder);
  pthread_create(&thread, NULL, listen_for_events, NULL);
  for (int i = 0; i < count; i++) {
    snprintf(from, sizeof from, "%s/.part", folder);
    snprintf(to, sizeof to, "%s/%d", folder, i);
    close(open(from, O_CREAT | O_WRONLY, 0600));
    usleep(2000);
    double start = now();
    need(rename(from, to) == 0, "rename");
    sem_wait(&ear.done);
    times[i] = ear.heard - start;
    unlink(to);
  }
  pthread_join(thread, NULL);
  print_sorted(times, count);
  return 0;
}

struct texts {
  char **text;
  int *length;
  char (*name)[256];
  int count;
};

static struct texts read_all(const char *folder) {
  struct texts all = {0};
  DIR *directory = opendir(folder);
  need(directory != NULL, folder);
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (entry->d_name[0] == '.') continue;
    if (all.count % 1024 == 0) {
      all.text = realloc(all.text, (all.count + 1024) * sizeof *all.text);
      all.length = realloc(all.length, (all.count + 1024) * sizeof *all.length);
      all.name = realloc(all.name, (all.count + 1024) * sizeof *all.name);
    }
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    int file = open(path, O_RDONLY);
    need(file >= 0, path);
    char *bytes = malloc(1 << 16);
    int length = read(file, bytes, 1 << 16);
    close(file);
    all.text[all.count] = realloc(bytes, length + 1);
    all.length[all.count] = length;
    snprintf(all.name[all.count], sizeof *all.name, "%s", entry->d_name);
    all.count++;
  }
  closedir(directory);
  return all;
}

static int copy(const char *from, const char *to) {
  struct texts all = read_all(from);
  char part[PATH_MAX], whole[PATH_MAX];
  double start = now();
  for (int i = 0; i < all.count; i++) {
    snprintf(part, sizeof part, "%s/.part", to);
    snprintf(whole, sizeof whole, "%s/%s", to, all.name[i]);
    int file = open(part, O_CREAT | O_WRONLY | O_TRUNC, 0600);
    need(write(file, all.text[i], all.length[i]) == all.length[i] && fsync(file) == 0, part);
    close(file);
    need(rename(part, whole) == 0, whole);
  }
  printf("%.3f\n", now() - start);
  return 0;
}

static int nothing(void *context, const char **arguments, int count, Fts5Tokenizer **made) {
  (void)context, (void)arguments, (void)count;
  *made = (Fts5Tokenizer *)1;
  return SQLITE_OK;
}

static void forget(Fts5Tokenizer *tokenizer) { (void)tokenizer; }

static int width(unsigned char first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

/* Each character, and each pair of neighbours on a line. */
static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
                    int (*token)(void *, int, const char *, int, int, int)) {
  (void)tokenizer, (void)flags;
  int previous = -1;
  for (int i = 0, size; i < length; i += size) {
    size = width(text[i]);
    if ((unsigned char)text[i] <= ' ') {
      previous = -1;
      continue;
    }
    int result = token(context, 0, text + i, size, i, i + size);
    if (result == SQLITE_OK && previous >= 0)
      result = token(context, FTS5_TOKEN_COLOCATED, text + previous, i + size - previous, previous, i + size);
    if (result != SQLITE_OK) return result;
    previous = i;
  }
  return SQLITE_OK;
}

static void run(sqlite3 *database, const char *sql) {
  char *error = NULL;
  if (sqlite3_exec(database, sql, NULL, NULL, &error) == SQLITE_OK) return;
  fprintf(stderr, "%s: %s\n", sql, error);
  exit(1);
}

static int index_all(const char *from, const char *path, int per) {
  struct texts all = read_all(from);
  sqlite3 *database;
  sqlite3_stmt *statement;
  fts5_api *api = NULL;
  need(sqlite3_open(path, &database) == SQLITE_OK, path);
  run(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  sqlite3_prepare_v2(database, "SELECT fts5(?)", -1, &statement, NULL);
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  fts5_tokenizer tokenizer = {nothing, forget, tokenize};
  api->xCreateTokenizer(api, "pairs", NULL, &tokenizer, NULL);
  run(database, "CREATE VIRTUAL TABLE documents USING fts5(text, tokenize='pairs')");
  sqlite3_prepare_v2(database, "INSERT INTO documents VALUES (?)", -1, &statement, NULL);
  int transactions = (all.count + per - 1) / per;
  double *times = calloc(transactions, sizeof *times);
  double start = now();
  for (int i = 0; i < all.count;) {
    double begin = now();
    run(database, "BEGIN");
    for (int end = i + per; i < end && i < all.count; i++) {
      sqlite3_bind_text(statement, 1, all.text[i], all.length[i], SQLITE_STATIC);
      need(sqlite3_step(statement) == SQLITE_DONE, "insert");
      sqlite3_reset(statement);
    }
    run(database, "COMMIT");
    times[(i - 1) / per] = now() - begin;
  }
  double seconds = now() - start;
  print_sorted(times, transactions);
  printf("%.3f\n", seconds);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 4 && !strcmp(arguments[1], "inotify")) return inotify(arguments[2], atoi(arguments[3]));
  if (count == 4 && !strcmp(arguments[1], "copy")) return copy(arguments[2], arguments[3]);
  if (count == 5 && !strcmp(arguments[1], "index")) return index_all(arguments[2], arguments[3], atoi(arguments[4]));
  fprintf(stderr, "usage: limits inotify FOLDER COUNT | copy FROM TO | index FROM DATABASE PER\n");
  return 2;
}
