/** The settings of the embedded server. They are its command line, so that every start uses this version's. */
import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';
import { socketPort } from './socket-directory.ts';

const mb = 1024 * 1024;

/** MB that this process and the database may use: a container's, where it is given less than the machine has. */
const availableMemory = (): number => {
  const machine = totalmem();
  const given = constrainedMemory();
  return (given > 0 && given < machine ? given : machine) / mb;
};

/** A quarter of the memory, as PostgreSQL advises; taken page by page as it is used. From 4 GB on more gains little. */
const sharedBuffers = (available: number): number => Math.round(Math.min(4096, Math.max(128, available / 4)));

const settings = (socketDir: string, available: number): Readonly<Record<string, string | number>> => ({
  // Reached only through the socket's directory.
  listen_addresses: '',
  port: socketPort,
  unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
  unix_socket_permissions: '0700',
  // Nothing acknowledged is lost (DESIGN §3.4).
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Containers give little /dev/shm: none of it is used. Parallel queries get theirs out of what is set aside.
  shared_memory_type: 'mmap',
  dynamic_shared_memory_type: 'mmap',
  min_dynamic_shared_memory: '32MB',
  shared_buffers: `${sharedBuffers(available)}MB`,
  effective_cache_size: `${Math.round(available / 2)}MB`,
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_connections: 100,
  // Few checkpoints: each one makes every page's next change a whole page of log.
  max_wal_size: '2GB',
  min_wal_size: '160MB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  // Until a table was analyzed, plans are made as if a tenant had one row; a new store fills faster than once a minute.
  autovacuum_naptime: '5s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Only what the server says of itself. A refused statement is its client's to report; here it could fill the disk.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  logging_collector: 'off',
});

export const serverArguments = (data: string, socketDir: string): string[] => [
  '-D',
  data,
  ...Object.entries(settings(socketDir, availableMemory())).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];
