// `npm run package [-- FILE]`: makes the .vsix and refuses one that is too big or holds what it
// must not.
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { build } from './setup/build.ts';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';
import { root } from './stages.ts';

const limitBytes = 2 * 1024 * 1024;

/** Paths within the archive that may be there; everything else was left in by mistake. */
const allowed =
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE(\.txt|\.md)?|dist\/(client|server)\.cjs|dist\/webview\/[\w./-]+\.(js|css|ttf)|media\/[\w./-]+\.(svg|png|md)|syntaxes\/[\w./-]+\.json|l10n\/[\w./-]+\.json|package\.nls(\.[\w-]+)?\.json)$/i;

const out = path.resolve(process.argv[2] ?? path.join(root, 'hyperbox.vsix'));
await mkdir(path.dirname(out), { recursive: true });
await build({ production: true });
const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
await run(
  process.execPath,
  [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--out',
    out,
  ],
  { cwd: root },
);
const files = await list(out);
const bytes = (await stat(out)).size;
const wrong = files.filter(
  (file) => !/^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/.test(file) && !allowed.test(file),
);
if (wrong.length > 0) {
  say(`the package must not hold:\n  ${wrong.join('\n  ')}`);
  process.exitCode = 1;
}
if (bytes > limitBytes) {
  say(`the package is ${kilobytes(bytes)}, over its limit of ${kilobytes(limitBytes)}`);
  process.exitCode = 1;
}
say(`${path.relative(process.cwd(), out)}: ${kilobytes(bytes)}, ${String(files.length)} files`);

function kilobytes(count: number): string {
  return `${String(Math.ceil(count / 1024))} KB`;
}

/** The names in a zip archive, from its central directory. */
async function list(archive: string): Promise<readonly string[]> {
  const bytes = await readFile(archive);
  const names: string[] = [];
  for (
    let at = bytes.indexOf('PK\u0001\u0002');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 46)
  ) {
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + length));
  }
  return names.filter((name) => !name.endsWith('/'));
}
