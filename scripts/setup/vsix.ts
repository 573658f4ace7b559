import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageReadme } from './package-readme.ts';
import { run } from './run.mjs';

const limitBytes = 2 * 1024 * 1024;

/** What may be in the archive; everything else was left in by mistake. */
const allowed: readonly RegExp[] = [
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
  /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|license(\.txt|\.md)?)$/i,
  /^extension\/dist\/((client|server|prometheus|otlp|compose|hb|cli)\.cjs|LICENSES\.txt)$/,
  /^extension\/dist\/webview\/[\w./-]+\.(js|css|ttf|svg)$/,
  /^extension\/media\/[\w./-]+\.(svg|png|md)$/,
  /^extension\/(syntaxes|l10n)\/[\w./-]+\.json$/,
];

export interface Vsix {
  readonly bytes: number;
  readonly files: readonly string[];
}

/**
 * Packs `dist/`, which must have been built for production.
 *
 * @throws when it is too big, or holds a native module, a source or a package of its own
 */
export async function makeVsix(root: string, out: string): Promise<Vsix> {
  await mkdir(path.dirname(out), { recursive: true });
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const readme = path.join(root, '.hyperbox', 'README.md');
  await mkdir(path.dirname(readme), { recursive: true });
  await writeFile(readme, packageReadme(await readFile(path.join(root, 'README.md'), 'utf8')));
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', out];
  args.push('--readme-path', path.relative(root, readme));
  await run(process.execPath, [vsce, ...args], { cwd: root });
  const files = namesIn(await readFile(out));
  const wrong = files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
  if (wrong.length > 0) throw new Error(`the package must not hold:\n  ${wrong.join('\n  ')}`);
  const { size: bytes } = await stat(out);
  if (bytes > limitBytes) {
    throw new Error(
      `the package has ${String(bytes)} bytes, over its limit of ${String(limitBytes)}`,
    );
  }
  return { bytes, files };
}

/** The names in a zip archive, from its central directory (APPNOTE.TXT, section 4.3.12). */
function namesIn(archive: Buffer): readonly string[] {
  const names: string[] = [];
  const mark = 'PK\u0001\u0002';
  for (let at = archive.indexOf(mark); at >= 0; at = archive.indexOf(mark, at + 46)) {
    const length = archive.readUInt16LE(at + 28);
    names.push(archive.toString('utf8', at + 46, at + 46 + length));
  }
  return names.filter((name) => !name.endsWith('/'));
}
