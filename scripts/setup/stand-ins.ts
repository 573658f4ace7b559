import { chmod, copyFile, cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { unpackPackages } from './debian.ts';

/** An image of the hub that we can make a replacement of. */
export interface StandIn {
  readonly id: string;
  /** The names on the hub that it stands in for. */
  readonly names: readonly string[];
  /** For the user: what is in it. */
  readonly contents: string;
  readonly changes: readonly string[];
  /** Makes its root file system. */
  readonly fill: (root: string) => Promise<void>;
}

const pathVariable = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const standIns: readonly StandIn[] = [
  {
    id: `node-${process.versions.node}`,
    names: ['node:24-alpine', 'node:24'],
    contents: `Node ${process.versions.node} of this machine with Debian's C library and busybox`,
    changes: [pathVariable, 'CMD ["node"]'],
    fill: async (root) => {
      await fillFromDebian(root, ['libstdc++6']);
      await mkdir(path.join(root, 'usr/local/bin'), { recursive: true });
      await copyFile(process.execPath, path.join(root, 'usr/local/bin/node'));
      await chmod(path.join(root, 'usr/local/bin/node'), 0o755);
      await copyNpm(root);
    },
  },
  {
    id: 'redis',
    names: ['redis:7-alpine', 'redis:7'],
    contents: "Debian's redis-server",
    changes: [
      pathVariable,
      'WORKDIR /data',
      'VOLUME /data',
      'EXPOSE 6379',
      // Without a password Redis refuses others unless told, as the image on the hub tells it.
      'ENTRYPOINT ["/usr/local/bin/entrypoint"]',
      'CMD ["redis-server"]',
    ],
    fill: async (root) => {
      await fillFromDebian(root, ['redis-server', 'redis-tools']);
      await writeProgram(root, 'entrypoint', redisEntry);
    },
  },
  {
    id: 'python',
    names: ['python:3.13-alpine', 'python:3.13'],
    contents: "Debian's Python 3 (its version is Debian's)",
    changes: [pathVariable, 'CMD ["python3"]'],
    fill: async (root) => {
      await fillFromDebian(root, ['python3-minimal', 'python3', 'ca-certificates']);
      await symlink('python3', path.join(root, 'usr/bin/python'));
    },
  },
  {
    id: 'busybox',
    names: ['busybox:1.37', 'busybox:latest'],
    contents: "Debian's busybox",
    changes: [pathVariable, 'CMD ["sh"]'],
    fill: (root) => fillFromDebian(root, []),
  },
];

const redisEntry = `#!/bin/sh
set -e
[ "$1" = redis-server ] && set -- "$@" --protected-mode no
exec "$@"
`;

/**
 * A root file system of packages whose install scripts have not run: enough to run programs in, with
 * a shell and the usual tools from busybox where the packages bring none.
 */
async function fillFromDebian(root: string, packages: readonly string[]): Promise<void> {
  await unpackPackages({
    packages: ['busybox-static', ...packages],
    into: root,
    dependencies: true,
  });
  for (const folder of ['etc', 'root', 'usr/local/bin', 'var/tmp', 'tmp', 'proc', 'sys', 'dev']) {
    await mkdir(path.join(root, folder), { recursive: true });
  }
  await chmod(path.join(root, 'tmp'), 0o1777);
  await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  await writeFile(path.join(root, 'etc/group'), 'root:x:0:\n');
  for (const applet of applets) {
    const taken = ['bin', 'usr/bin', 'sbin', 'usr/sbin'].some((folder) =>
      existsSync(path.join(root, folder, applet)),
    );
    if (!taken) await symlink('/bin/busybox', path.join(root, 'bin', applet));
  }
}

const applets: readonly string[] = (
  'sh ash awk base64 basename cat chmod chown cp cut date dd df dirname du echo env expr false find ' +
  'free grep gzip head hostname httpd id ip kill killall ln ls md5sum mkdir mktemp more mv nc nproc ' +
  'nslookup od pidof ping printenv printf ps pwd readlink rm rmdir sed seq sha256sum sleep sort stat ' +
  'stty sync tail tar tee test time timeout top touch tr true tty uname uniq uptime vi wc wget which ' +
  'whoami xargs yes'
).split(' ');

async function writeProgram(root: string, name: string, text: string): Promise<void> {
  const file = path.join(root, 'usr/local/bin', name);
  await writeFile(file, text);
  await chmod(file, 0o755);
}

/** npm is JavaScript: the one that started us serves in the container as well. */
async function copyNpm(root: string): Promise<void> {
  const cli = process.env['npm_execpath'];
  if (!cli?.endsWith(path.join('npm', 'bin', 'npm-cli.js'))) return;
  const target = 'usr/local/lib/node_modules/npm';
  await cp(path.dirname(path.dirname(cli)), path.join(root, target), {
    recursive: true,
    dereference: true,
  });
  for (const name of ['npm', 'npx']) {
    const entry = `#!/bin/sh\nexec node /${target}/bin/${name}-cli.js "$@"\n`;
    await writeProgram(root, name, entry);
  }
}
