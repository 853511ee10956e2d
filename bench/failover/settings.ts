/** What a node is told. `docs/operations.md` shows the same; Patroni reads YAML, of which this JSON is a part. */
import { join } from 'node:path';
import type { Place } from './network.ts';
import type { Options } from './options.ts';

export interface Passwords {
  readonly superuser: string;
  readonly replication: string;
  readonly docket: string;
}

export interface NodeSettings {
  readonly name: string;
  readonly place: Place;
  readonly etcd: string;
  readonly directory: string;
  readonly programs: string;
  readonly passwords: Passwords;
  readonly options: Pick<Options, 'ttl' | 'loopWait' | 'retryTimeout'>;
  /** The net that the nodes and Docket are in. */
  readonly net: string;
}

export const patroniSettings = (node: NodeSettings): object => {
  const { name, place, etcd, directory, programs, passwords, options, net } = node;
  const { host, postgresPort, restPort } = place;
  return {
    scope: 'docket',
    name,
    restapi: { listen: `${host}:${restPort}`, connect_address: `${host}:${restPort}` },
    etcd3: { host: etcd },
    bootstrap: {
      dcs: {
        ttl: options.ttl,
        loop_wait: options.loopWait,
        retry_timeout: options.retryTimeout,
        synchronous_mode: true,
        // A commit waits until a second node has it, also while there is none.
        synchronous_mode_strict: true,
        // A PostgreSQL that crashed is not waited for: another node takes over at once.
        primary_start_timeout: 0,
        postgresql: {
          use_pg_rewind: true,
          use_slots: true,
          parameters: {
            fsync: 'on',
            full_page_writes: 'on',
            synchronous_commit: 'on',
            wal_log_hints: 'on',
            wal_level: 'replica',
            hot_standby: 'on',
            max_connections: 100,
            wal_keep_size: '256MB',
            // Of a standby that is gone nobody hears: it is not waited for longer than that.
            wal_sender_timeout: '5s',
          },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      pg_hba: [
        `host replication replicator ${net} scram-sha-256`,
        `host all all ${net} scram-sha-256`,
        'local all all scram-sha-256',
      ],
    },
    postgresql: {
      listen: `${host}:${postgresPort}`,
      connect_address: `${host}:${postgresPort}`,
      data_dir: join(directory, 'data'),
      bin_dir: programs,
      pgpass: join(directory, 'pgpass'),
      authentication: {
        superuser: { username: 'postgres', password: passwords.superuser },
        replication: { username: 'replicator', password: passwords.replication },
        rewind: { username: 'postgres', password: passwords.superuser },
      },
      parameters: { unix_socket_directories: directory, password_encryption: 'scram-sha-256' },
    },
  };
};
