import { referencePage } from '../../catalog/reference-page.ts';
import type { Path } from '../../yaml/tree.ts';
import { refused } from './refused.ts';

/** Alone, one of these says enough. Source: containerd `platforms`. */
const alone =
  /^(linux|windows|darwin|freebsd|amd64|x86_64|x86-64|386|i386|arm64|aarch64|arm|armhf|armel|ppc64le|s390x|riscv64|loong64|mips64|mips64le|wasm)$/i;

/** `OS/ARCHITECTURE[/VARIANT]`. */
export const platformForm = refused(
  {
    code: 'platform',
    summary: 'A malformed platform.',
    url: referencePage('services', 'platform'),
  },
  function* ({ platform, build }, at) {
    const places: readonly (readonly [Path, string])[] = [
      ...(platform === undefined ? [] : [[['platform'], platform] as const]),
      ...(build?.platforms ?? []).map(
        (each, index) => [['build', 'platforms', index], each] as const,
      ),
    ];
    for (const [place, text] of places) {
      // Some name the version of Windows in brackets.
      if (/^[\w-]+(\([\w.-]+\))?\/[\w-]+(\/[\w-]+)?$/.test(text) || alone.test(text)) continue;
      yield {
        at: [...at, ...place],
        message: `"${text}" is no platform.`,
        hint: 'Write OS/ARCHITECTURE, such as linux/amd64 or linux/arm64.',
      };
    }
  },
);
