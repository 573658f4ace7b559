import type { Folder } from '../detector.ts';
import type { Stack } from './stack.ts';
import { portIn } from './port.ts';

export const goStack: Stack = {
  name: 'go',
  looksAt: (fileName) => fileName === 'go.mod' || fileName === 'main.go',
  async recognise(folder) {
    const module = await folder.read('go.mod');
    if (module === undefined) return undefined;
    const main = await mainPackage(folder);
    // A library has nothing to run.
    if (main === undefined) return undefined;
    const version = /^toolchain\s+go(\d+\.\d+)/m.exec(module) ?? /^go\s+(\d+\.\d+)/m.exec(module);
    return {
      title: 'Go project',
      file: 'go.mod',
      image: `golang:${version?.[1] ?? '1.25'}`,
      run: `go run ${main.package}`,
      port: portIn(main.text) ?? 8080,
      environment: { PORT: `${portIn(main.text) ?? 8080}` },
      caches: [
        { name: 'go_modules', target: '/go/pkg/mod' },
        { name: 'go_build', target: '/root/.cache/go-build' },
      ],
    };
  },
};

const mainPackage = async (
  folder: Folder,
): Promise<{ readonly package: string; readonly text: string } | undefined> => {
  const commands = folder.folders.has('cmd') ? [...(await folder.list('cmd')).folders].sort() : [];
  const places = [
    { package: '.', file: 'main.go' },
    ...commands.map((name) => ({ package: `./cmd/${name}`, file: `cmd/${name}/main.go` })),
  ];
  for (const place of places) {
    const text = await folder.read(place.file);
    if (text !== undefined && /^package main\b/m.test(text))
      return { package: place.package, text };
  }
  return undefined;
};
