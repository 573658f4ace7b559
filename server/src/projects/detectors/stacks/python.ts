import * as z from 'zod/mini';
import type { Folder } from '../detector.ts';
import type { Stack } from './stack.ts';
import { parseToml } from './toml.ts';
import { versionFor } from './version.ts';

const manifests = ['pyproject.toml', 'requirements.txt', 'Pipfile', 'manage.py', 'uv.lock'];

export const pythonStack: Stack = {
  name: 'python',
  looksAt: (fileName) => manifests.includes(fileName) || entryFiles.includes(fileName),
  async recognise(folder) {
    const file = manifests.find((name) => folder.files.has(name));
    if (file === undefined) return undefined;
    const project = parsePyproject((await folder.read('pyproject.toml')) ?? '');
    const requirements = (await folder.read('requirements.txt')) ?? '';
    const pipfile = (await folder.read('Pipfile')) ?? '';
    const names = `${requirements}\n${project.dependencies.join('\n')}\n${pipfile}`.toLowerCase();
    const has = (name: string): boolean =>
      new RegExp(`(?:^|[\\s"'])${name}(?![\\w-])`, 'm').test(names);
    const app = await appOf(folder, has);
    if (app === undefined) return undefined;
    const pinned = await folder.read('.python-version');
    return {
      title: `Python project${app.title}`,
      file,
      image: `python:${versionFor(pinned ?? project.requiresPython, { latest: '3.13', parts: 2 })}-slim`,
      install: installOf(folder, project.installable),
      run: `${folder.files.has('Pipfile') && !folder.files.has('requirements.txt') ? 'pipenv run ' : ''}${app.run}`,
      ...(app.port !== undefined && { port: app.port }),
      environment: { PYTHONUNBUFFERED: '1', PIP_ROOT_USER_ACTION: 'ignore' },
      caches: [{ name: 'pip_cache', target: '/root/.cache' }],
    };
  },
};

const pyproject = z.object({
  project: z.optional(
    z.object({
      'requires-python': z.catch(z.optional(z.string()), undefined),
      dependencies: z.catch(z.optional(z.array(z.string())), undefined),
    }),
  ),
  'build-system': z.optional(z.unknown()),
  tool: z.catch(
    z.optional(
      z.object({
        poetry: z.optional(
          z.object({ dependencies: z.optional(z.record(z.string(), z.unknown())) }),
        ),
      }),
    ),
    undefined,
  ),
});

const parsePyproject = (
  text: string,
): {
  readonly dependencies: readonly string[];
  readonly requiresPython: string | undefined;
  readonly installable: boolean;
} => {
  const parsed = pyproject.safeParse(parseToml(text));
  const record = parsed.success ? parsed.data : {};
  const poetry = record.tool?.poetry?.dependencies ?? {};
  const python = poetry['python'];
  return {
    dependencies: [...(record.project?.dependencies ?? []), ...Object.keys(poetry)],
    requiresPython:
      record.project?.['requires-python'] ?? (typeof python === 'string' ? python : undefined),
    installable: record.project !== undefined || record.tool?.poetry !== undefined,
  };
};

const installOf = (folder: Folder, installable: boolean): string => {
  if (folder.files.has('requirements.txt')) return 'pip install -r requirements.txt';
  if (folder.files.has('uv.lock'))
    return 'pip install uv && uv pip install --system -r pyproject.toml';
  if (folder.files.has('Pipfile')) return 'pip install pipenv && pipenv install';
  return installable ? 'pip install -e .' : 'true';
};

interface App {
  readonly title: string;
  readonly run: string;
  readonly port?: number;
}

const entryFiles = ['main.py', 'app.py', 'server.py', 'wsgi.py', 'asgi.py', '__main__.py'];

const appOf = async (folder: Folder, has: (name: string) => boolean): Promise<App | undefined> => {
  if (folder.files.has('manage.py')) {
    return { title: ' (Django)', run: 'python manage.py runserver 0.0.0.0:8000', port: 8000 };
  }
  const entry = await entryOf(folder);
  if (has('fastapi') || has('starlette')) {
    const target = entry?.application ?? 'main:app';
    return {
      title: ' (FastAPI)',
      // The framework does not bring a server along unless "fastapi[standard]" asks for it.
      run: `${has('uvicorn') || has('fastapi\\[(?:standard|all)\\]') ? '' : 'pip install uvicorn && '}uvicorn ${target} --host 0.0.0.0 --port 8000 --reload`,
      port: 8000,
    };
  }
  if (has('flask')) {
    const target = entry?.application ?? 'app:app';
    return has('gunicorn')
      ? { title: ' (Flask)', run: `gunicorn --bind 0.0.0.0:8000 --reload ${target}`, port: 8000 }
      : {
          title: ' (Flask)',
          run: `flask --app ${target} run --debug --host 0.0.0.0 --port 5000`,
          port: 5000,
        };
  }
  if (has('streamlit') && entry !== undefined) {
    return {
      title: ' (Streamlit)',
      run: `streamlit run ${entry.file} --server.address 0.0.0.0 --server.port 8501`,
      port: 8501,
    };
  }
  if (entry === undefined) return undefined;
  const port = entry.port;
  return { title: '', run: `python ${entry.file}`, ...(port !== undefined && { port }) };
};

/** The first file that a person would run, and the application object in it. */
const entryOf = async (
  folder: Folder,
): Promise<{ file: string; application?: string; port?: number } | undefined> => {
  const places = [
    ...entryFiles.filter((name) => folder.files.has(name)),
    ...(folder.folders.has('app') ? ['app/main.py', 'app/__init__.py'] : []),
    ...(folder.folders.has('src') ? ['src/main.py', 'src/app.py'] : []),
  ];
  for (const file of places) {
    const text = await folder.read(file);
    if (text === undefined) continue;
    const variable = /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:\w+\.)?(?:FastAPI|Flask|Starlette)\(/m.exec(
      text,
    )?.[1];
    const factory = /^def (create_app)\(/m.exec(text)?.[1];
    const module = file.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
    const port =
      /\bport\s*=\s*(\d{2,5})\b/i.exec(text)?.[1] ??
      /\(["'][^"']*["'],\s*(\d{4,5})\)/.exec(text)?.[1];
    return {
      file,
      ...((variable ?? factory) !== undefined && {
        application: `${module}:${variable ?? factory ?? ''}`,
      }),
      ...(port !== undefined && { port: Number(port) }),
    };
  }
  return undefined;
};
