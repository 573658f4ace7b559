import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** An image of nothing but busybox, which is its entry point. */
export const image = 'hyperbox-test/client:1';

const run = promisify(execFile);

export const docker = async (...args: readonly string[]): Promise<string> =>
  (await run('docker', [...args])).stdout.trim();

/** `docker import` of the machine's own busybox, unless the image is there. It stays for later runs. */
export const ensureImage = async (): Promise<void> => {
  if ((await docker('images', '--quiet', image)) !== '') return;
  const tar = spawn('tar', ['-C', '/bin', '-c', 'busybox']);
  const change = 'ENTRYPOINT ["/busybox"]';
  const load = spawn('docker', ['import', '--change', change, '-', image], {
    stdio: [tar.stdout, 'ignore', 'inherit'],
  });
  const [code] = (await once(load, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`docker import ended with ${String(code)}`);
};
