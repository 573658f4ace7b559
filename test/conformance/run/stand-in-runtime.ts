/**
 * Stands between the engine and runc, started by a script that `stand-in.ts` writes. Whatever a
 * container was told to run, it runs a program that the stand-in image has: jobs end well at once,
 * anything else stays up, and health checks and hooks succeed. Only what the kernel sees is changed;
 * `inspect` shows what was asked for.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dataRoot = '', jobsFile = '', ...args] = process.argv.slice(2);
const busybox = '/.stand-in/busybox';
// Ends at once when it is asked to, which a first process does only for signals that it handles.
const stay =
  'trap "exit 0" TERM INT QUIT HUP USR1 USR2 WINCH; while :; do sleep 3600 & wait $!; done';

const after = (option: string): string => args[args.indexOf(option) + 1] ?? '';

const isJob = (container: string): boolean => {
  const record = join(dataRoot, 'containers', container, 'config.v2.json');
  if (!existsSync(record) || !existsSync(jobsFile)) return false;
  const { Config } = JSON.parse(readFileSync(record, 'utf8')) as {
    readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  };
  const jobs = JSON.parse(readFileSync(jobsFile, 'utf8')) as readonly string[];
  return jobs.includes(Config.Labels['com.docker.compose.service'] ?? '');
};

interface ProcessRecord {
  args: readonly string[];
}

const replace = (
  file: string,
  change: (whole: { process?: ProcessRecord } & ProcessRecord) => void,
) => {
  const whole = JSON.parse(readFileSync(file, 'utf8')) as {
    process?: ProcessRecord;
  } & ProcessRecord;
  change(whole);
  writeFileSync(file, JSON.stringify(whole));
};

if (args.includes('create')) {
  const command = isJob(args.at(-1) ?? '') ? 'exit 0' : stay;
  replace(join(after('--bundle'), 'config.json'), ({ process: first }) => {
    if (first !== undefined) first.args = [busybox, 'sh', '-c', command];
  });
} else {
  replace(after('--process'), (record) => {
    record.args = [busybox, 'true'];
  });
}
process.exitCode = spawnSync('runc', args, { stdio: 'inherit' }).status ?? 1;
