import type { Stack } from './stack.ts';
import { parseXml, xmlText } from './xml.ts';

const isProject = (name: string): boolean => /\.(?:cs|fs|vb)proj$/i.test(name);

export const dotnetStack: Stack = {
  name: 'dotnet',
  looksAt: isProject,
  async recognise(folder) {
    const file = [...folder.files].filter(isProject).sort()[0];
    if (file === undefined) return undefined;
    const text = (await folder.read(file)) ?? '';
    const root = parseXml(text);
    const at = (name: string): string | undefined =>
      xmlText(root, ['Project', 'PropertyGroup', name]);
    const web = /Sdk\s*=\s*"Microsoft\.NET\.Sdk\.Web"/i.test(text);
    // A library has no output type.
    if (!web && at('OutputType')?.toLowerCase() !== 'exe') return undefined;
    const target = at('TargetFramework') ?? at('TargetFrameworks') ?? '';
    const version = /^net(?:coreapp)?(\d+\.\d+)/.exec(target)?.[1] ?? '9.0';
    const name = `'${file.replaceAll("'", String.raw`'\''`)}'`;
    return {
      title: `.NET project${web ? ' (ASP.NET Core)' : ''}`,
      file,
      image: `mcr.microsoft.com/dotnet/sdk:${version}`,
      // Saved files are watched by polling, as a bind mount may not pass on the host's events.
      run: web
        ? `dotnet watch run --project ${name} --no-launch-profile`
        : `dotnet run --project ${name}`,
      ...(web && { port: 8080 }),
      environment: {
        ...(web && {
          ASPNETCORE_URLS: 'http://0.0.0.0:8080',
          ASPNETCORE_ENVIRONMENT: 'Development',
        }),
        DOTNET_USE_POLLING_FILE_WATCHER: 'true',
      },
      caches: [{ name: 'nuget', target: '/root/.nuget/packages' }],
    };
  },
};
