import { posix } from 'node:path';

/** A file as a program names it: by its place in the container, or from the folder that it works in. */
export interface ProgramPath {
  readonly kind: 'absolute' | 'relative';
  /** Normal, with slashes. */
  readonly path: string;
}

/** Names that bundlers give to their sources; what is left is relative to the folder that was built. */
const bundled: readonly RegExp[] = [
  // webpack://shop/./src/x.ts, webpack:///src/x.ts, webpack-internal:///(rsc)/./app/page.tsx
  /^webpack(?:-internal)?:\/\/[^/]*\/(?:\([\w-]+\)\/)?/,
  // turbopack:///[project]/src/x.ts, turbopack://[project]/src/x.ts
  /^turbopack:\/\/\/?\[project\]\//,
  // meteor://💻app/server/main.js, ng:///src/x.ts, app:///src/x.ts
  /^(?:meteor|ng|app):\/\/[^/]*\//,
];

/** Somebody else's code, wherever it lies: what the host has under the same name may be another. */
const installed = /(?:^|\/)(?:node_modules|site-packages|dist-packages)(?:\/|$)/;

/** `undefined` for what is no file of anybody's project: `node:internal/x`, `<anonymous>`. */
export const parseProgramPath = (text: string): ProgramPath | undefined => {
  const name = withoutQuery(text.trim());
  const bundler = bundled.find((pattern) => pattern.test(name));
  const path = decoded(bundler === undefined ? withoutFileScheme(name) : name.replace(bundler, ''));
  const slashed = isWindowsPath(path) ? path.replaceAll('\\', '/') : path;
  if (slashed === '' || slashed.includes('\0') || installed.test(slashed)) return undefined;
  if (/^[a-z][\w+.-]+:/i.test(slashed) || slashed.startsWith('<')) return undefined;
  const normal = posix.normalize(slashed);
  if (bundler !== undefined) return { kind: 'relative', path: normal.replace(/^\/+/, '') };
  const isAbsolute = normal.startsWith('/') || /^[A-Za-z]:\//.test(normal);
  return { kind: isAbsolute ? 'absolute' : 'relative', path: normal };
};

/** `./src/x.ts?5b1c` is how webpack tells modules of one file apart; of files it is very rare. */
const withoutQuery = (name: string): string => name.replace(/\?[\w=&.-]*$/, '');

const withoutFileScheme = (name: string): string =>
  name.replace(/^file:\/\/(?:localhost)?(?=\/)/i, '').replace(/^\/(?=[A-Za-z]:[\\/])/, '');

const isWindowsPath = (path: string): boolean => /^[A-Za-z]:[\\/]|^\.{0,2}\\|^\w+\\/.test(path);

const decoded = (path: string): string => {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
