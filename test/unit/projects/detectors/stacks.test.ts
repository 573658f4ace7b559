import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { DetectedProject } from '../../../../server/src/projects/detectors/detector.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';
import { loadDetected } from '../../../../server/src/projects/loading.ts';
import { scanWorkspace } from '../../../../server/src/projects/scan.ts';
import { TempTree } from '../temp-tree.ts';

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly stack: string;
  readonly image: string;
  /** What the command has to hold. */
  readonly command: RegExp;
  readonly port: number | undefined;
}

const json = JSON.stringify;
const cases: readonly Case[] = [
  {
    title: 'Node with Vite and pnpm',
    files: {
      'package.json': json({
        scripts: { dev: 'vite', build: 'vite build' },
        devDependencies: { vite: '^6' },
        engines: { node: '^20.1' },
      }),
      'pnpm-lock.yaml': '',
    },
    stack: 'node',
    image: 'node:20',
    command: /^corepack enable && pnpm install && pnpm run dev --host 0\.0\.0\.0$/,
    port: 5173,
  },
  {
    title: 'Node with Next.js and npm, any newer Node',
    files: {
      'package.json': json({
        scripts: { dev: 'next dev', start: 'next start' },
        dependencies: { next: '15' },
        engines: { node: '>=18' },
      }),
      'package-lock.json': '{}',
    },
    stack: 'node',
    image: 'node:24',
    command: /^npm install && npm run dev -- --hostname 0\.0\.0\.0$/,
    port: 3000,
  },
  {
    title: 'Node with a start script that names its port, Yarn and .nvmrc',
    files: {
      'package.json': json({ scripts: { start: 'PORT=4000 node index.js' } }),
      'yarn.lock': '',
      '.nvmrc': 'v22.3.0\n',
    },
    stack: 'node',
    image: 'node:22',
    command: /yarn install && yarn run start$/,
    port: 4000,
  },
  {
    title: 'Node with nothing but server.js',
    files: { 'package.json': '{"name":"x"}', 'server.js': '' },
    stack: 'node',
    image: 'node:24',
    command: /node --watch 'server\.js'$/,
    port: 3000,
  },
  {
    title: 'FastAPI',
    files: {
      'pyproject.toml':
        '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.11,<3.13"\ndependencies = ["fastapi>=0.1", "uvicorn"]\n',
      'app/main.py': 'from fastapi import FastAPI\napi = FastAPI()\n',
    },
    stack: 'python',
    image: 'python:3.11-slim',
    command: /pip install -e \. && uvicorn app\.main:api --host 0\.0\.0\.0 --port 8000 --reload$/,
    port: 8000,
  },
  {
    title: 'Flask',
    files: {
      'requirements.txt': 'Flask==3.0\nredis\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    },
    stack: 'python',
    image: 'python:3.13-slim',
    command: /pip install -r requirements\.txt && flask --app app:app run/,
    port: 5000,
  },
  {
    title: 'Flask behind Gunicorn',
    files: {
      'requirements.txt': 'flask\ngunicorn\n',
      'wsgi.py': 'import flask\napplication = flask.Flask(__name__)\n',
    },
    stack: 'python',
    image: 'python:3.13-slim',
    command: /gunicorn --bind 0\.0\.0\.0:8000 --reload wsgi:application$/,
    port: 8000,
  },
  {
    title: 'Django',
    files: { 'requirements.txt': 'django\n', 'manage.py': '', '.python-version': '3.12.1\n' },
    stack: 'python',
    image: 'python:3.12-slim',
    command: /python manage\.py runserver 0\.0\.0\.0:8000$/,
    port: 8000,
  },
  {
    title: 'Go',
    files: {
      'go.mod': 'module x\n\ngo 1.22.3\n',
      'cmd/api/main.go': 'package main\nfunc main() { http.ListenAndServe(":9090", nil) }\n',
    },
    stack: 'go',
    image: 'golang:1.22',
    command: /^go run \.\/cmd\/api$/,
    port: 9090,
  },
  {
    title: 'Rust',
    files: {
      'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\n',
      'src/main.rs': 'fn main() { bind("127.0.0.1:7000"); }',
    },
    stack: 'rust',
    image: 'rust:1',
    command: /^cargo run$/,
    port: 7000,
  },
  {
    title: 'Spring Boot with Maven',
    files: {
      'pom.xml':
        '<project><artifactId>spring-boot-x</artifactId><properties><java.version>17</java.version></properties></project>',
    },
    stack: 'java',
    image: 'maven:3-eclipse-temurin-17',
    command: /^mvn spring-boot:run$/,
    port: 8080,
  },
  {
    title: 'a Gradle application',
    files: {
      'build.gradle.kts': 'plugins { id("application") }\nkotlin { jvmToolchain(17) }\n',
      gradlew: '',
    },
    stack: 'java',
    image: 'gradle:jdk17',
    command: /^sh \.\/gradlew --no-daemon run$/,
    port: 8080,
  },
  {
    title: 'Rails, assets in Node',
    files: {
      Gemfile: "source 'https://rubygems.org'\nruby '3.2.2'\ngem 'rails', '~> 7'\n",
      'package.json': json({ scripts: { dev: 'vite' } }),
    },
    stack: 'ruby',
    image: 'ruby:3.2',
    command: /bundle install && .*rails server -b 0\.0\.0\.0 -p 3000$/,
    port: 3000,
  },
  {
    title: 'Laravel',
    files: { 'composer.json': json({ require: { php: '^8.2' } }), artisan: '' },
    stack: 'php',
    image: 'composer:2',
    command: /composer install --no-interaction && php artisan serve/,
    port: 8000,
  },
  {
    title: 'ASP.NET Core',
    files: {
      'My App.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>',
    },
    stack: 'dotnet',
    image: 'mcr.microsoft.com/dotnet/sdk:8.0',
    command: /dotnet watch run --project 'My App\.csproj'/,
    port: 8080,
  },
];

const notRunnable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a Node library': {
    'package.json': json({ main: 'index.js', exports: './index.js' }),
    'index.js': '',
  },
  'a monorepo root': {
    'package.json': json({ workspaces: ['packages/*'], scripts: { dev: 'turbo run dev' } }),
  },
  'a Go library': { 'go.mod': 'module x\n', 'x.go': 'package x\n' },
  'a Rust workspace': { 'Cargo.toml': '[workspace]\nmembers = []\n' },
  'a Maven parent': { 'pom.xml': '<project><packaging>pom</packaging></project>' },
  'a .NET library': { 'x.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>' },
  'broken manifests': { 'package.json': '{', 'Cargo.toml': '[', 'pom.xml': '<', 'go.mod': '' },
  'manifests of the wrong shape': { 'package.json': '[1]', 'composer.json': '"x"' },
};

describe('language stacks', () => {
  let tree: TempTree;
  afterEach(() => {
    tree.dispose();
  });
  const detect = async (files: Readonly<Record<string, string>>): Promise<DetectedProject[]> => {
    tree = new TempTree(files);
    return (await scanWorkspace([tree.root])).projects.map(({ project }) => project);
  };

  for (const { title, files, stack, image, command, port } of cases) {
    it(`proposes a compose file for ${title}`, async () => {
      const [project, ...others] = await detect(files);
      assert.deepEqual(others, []);
      assert.equal(project?.source.kind === 'stack' && project.source.stack, stack);
      const loaded = await loadDetected({ loadCompose, environment: {} }, project!, undefined);
      assert.deepEqual(loaded.findings, []);
      const app = loaded.model?.services['app'] ?? assert.fail();
      assert.equal(app.image, image);
      assert.deepEqual(app.command?.slice(0, 2), ['sh', '-c']);
      assert.match(app.command[2] ?? '', command);
      assert.equal(app.ports?.[0]?.target, port);
      assert.equal(app.volumes?.[0]?.source, tree.root);
    });
  }

  for (const [title, files] of Object.entries(notRunnable)) {
    it(`finds nothing to run in ${title}`, async () => {
      assert.deepEqual(await detect(files), []);
    });
  }
});
