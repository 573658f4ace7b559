import { does, has, isOn, mentions } from './conditions.ts';
import type { Tool } from './tool.ts';

/** Python. */
export const pythonTools: readonly Tool[] = [
  { says: 'uvicorn --reload', programs: ['uvicorn'], when: has('--reload') },
  { says: 'start-reload.sh', programs: ['start-reload.sh'] },
  { says: 'gunicorn --reload', programs: ['gunicorn'], when: has('--reload') },
  { says: 'hypercorn --reload', programs: ['hypercorn', 'daphne'], when: has('--reload') },
  { says: 'granian --reload', programs: ['granian', 'litestar'], when: has('--reload', '-r') },
  {
    says: 'sanic --dev',
    programs: ['sanic'],
    when: has('--dev', '-d', '--auto-reload', '--reload'),
  },
  {
    says: 'fastapi dev',
    programs: ['fastapi'],
    when: (command) => does('dev')(command) && !has('--no-reload')(command),
  },
  {
    says: 'flask run --debug',
    programs: ['flask', 'quart'],
    when: (command) =>
      mentions(/^run$/)(command) &&
      !has('--no-reload', '--no-debug')(command) &&
      (has('--debug', '--reload')(command) ||
        isOn(command.environment['FLASK_DEBUG']) ||
        command.environment['FLASK_ENV'] === 'development'),
  },
  {
    says: 'manage.py runserver',
    programs: ['python', 'python3', 'manage.py', 'django-admin', 'django'],
    when: (command) => mentions(/^runserver(_plus)?$/)(command) && !has('--noreload')(command),
  },
  {
    says: 'watchmedo',
    programs: ['watchmedo'],
    when: does('auto-restart', 'shell-command', 'tricks'),
  },
  { says: 'watchfiles', programs: ['watchfiles', 'jurigged', 'py-mon', 'pymon', 'hupper'] },
  { says: 'streamlit', programs: ['streamlit'], when: does('run') },
  { says: 'mkdocs serve', programs: ['mkdocs', 'zensical'], when: does('serve') },
  { says: 'sphinx-autobuild', programs: ['sphinx-autobuild'] },
  {
    says: 'jupyter',
    programs: ['jupyter', 'jupyter-lab', 'jupyter-notebook', 'start-notebook.sh'],
    taking: 'reads',
  },
  { says: 'python -m http.server', programs: ['http.server'], taking: 'reads' },
];
