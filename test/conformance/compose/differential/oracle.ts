import { execFile } from 'node:child_process';

export interface OracleAnswer {
  /** What `config --format json` printed; `undefined` when the project is refused. */
  readonly config?: unknown;
  readonly stderr: string;
}

export interface OracleRequest {
  readonly program: string;
  readonly directory: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const timeoutMs = 30_000;

/** Asks Docker Compose itself, in a process of its own. */
export const askOracle = ({
  program,
  directory,
  args,
  environment,
}: OracleRequest): Promise<OracleAnswer> =>
  new Promise((resolve) => {
    execFile(
      program,
      [...args, 'config', '--format', 'json'],
      { cwd: directory, env: environment, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve(error === null ? { config: JSON.parse(stdout), stderr } : { stderr });
      },
    );
  });
