import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** Source: capabilities(7). */
export const capabilities: ReadonlySet<string> = new Set([
  ...['AUDIT_CONTROL', 'AUDIT_READ', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'BPF', 'CHECKPOINT_RESTORE'],
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER'],
  ...['KILL', 'LEASE', 'LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN'],
  ...['NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_RAW', 'PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP'],
  ...['SETUID', 'SYSLOG', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_CHROOT', 'SYS_MODULE', 'SYS_NICE'],
  ...['SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG'],
  ...['WAKE_ALARM', 'ALL'],
]);

/** With or without `CAP_`, small or large. */
export const capability = refused(
  {
    code: 'capability',
    summary: 'A capability that there is not.',
    url: referencePage('services', 'cap_add'),
  },
  function* ({ cap_add: added = [], cap_drop: dropped = [] }, at) {
    for (const [key, list] of [
      ['cap_add', added],
      ['cap_drop', dropped],
    ] as const) {
      for (const [index, name] of list.entries()) {
        if (capabilities.has(name.toUpperCase().replace(/^CAP_/, ''))) continue;
        yield {
          at: [...at, key, index],
          message: `There is no capability "${name}".`,
          hint: 'Write one of capabilities(7), such as NET_ADMIN.',
        };
      }
    }
  },
);
