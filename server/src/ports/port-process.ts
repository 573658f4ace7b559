import { readdir, readFile, readlink } from 'node:fs/promises';
import type { WantedPort } from '../compose/runner-contract.ts';

/**
 * The process that listens on a port of this machine, as `process nginx (pid 812)`. Linux only (see
 * proc(5)), and only for processes that this user may look into; elsewhere it is "another process".
 */
export const processOnPort = async (
  port: number,
  protocol: WantedPort['protocol'],
): Promise<string> => {
  const inodes = await listeningInodes(port, protocol);
  const pid = inodes.size === 0 ? undefined : await ownerOf(inodes);
  if (pid === undefined) return 'another process';
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return `process ${name.trim() || 'unknown'} (pid ${pid})`;
};

/** In the tables, TCP's state 0A is "listening"; a UDP socket has no such state. */
const listening = '0A';

const listeningInodes = async (
  port: number,
  protocol: WantedPort['protocol'],
): Promise<ReadonlySet<string>> => {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    [protocol, `${protocol}6`].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  return new Set(
    tables
      .flatMap((table) => table.split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(
        ([, local = '', , state]) =>
          local.endsWith(`:${hexPort}`) && (protocol !== 'tcp' || state === listening),
      )
      .flatMap((columns) => columns[9] ?? []),
  );
};

const ownerOf = async (inodes: ReadonlySet<string>): Promise<string | undefined> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(
      fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
    );
    const found = links.some((link) => {
      const inode = /^socket:\[(?<inode>\d+)\]$/.exec(link)?.groups?.['inode'];
      return inode !== undefined && inodes.has(inode);
    });
    if (found) return pid;
  }
  return undefined;
};
