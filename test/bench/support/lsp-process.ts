import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import type { Keystroke } from './typing.ts';

export interface LspProgram {
  readonly name: string;
  /** The script, and its arguments. */
  readonly command: readonly string[];
  /** Sections of the settings. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the editors that people use say of themselves, as far as these servers look. */
const capabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] },
    },
  },
};

/** A language server as a process, spoken to over its standard streams by one editor with one file. */
export class LspProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #folder: string;
  readonly #published = new Set<(params: PublishDiagnosticsParams) => void>();
  #version = 0;
  #uri = '';

  constructor({ name, command, settings }: LspProgram, folder: string) {
    this.name = name;
    this.#folder = pathToFileURL(folder).href;
    const child = spawn(process.execPath, [...command], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child = child;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.#connection.onRequest(
      'workspace/configuration',
      ({ items }: { items: readonly { section?: string }[] }) =>
        items.map(({ section = '' }) => settings[section] ?? null),
    );
    this.#connection.onRequest('workspace/workspaceFolders', () => this.#folders);
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => {
        for (const listener of [...this.#published]) listener(params);
      },
    );
    this.#connection.listen();
  }

  get #folders(): readonly { uri: string; name: string }[] {
    return [{ uri: this.#folder, name: 'bench' }];
  }

  /** The answer to `initialize` is there. */
  async initialize(): Promise<void> {
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: this.#folder,
      workspaceFolders: this.#folders,
      capabilities,
    });
    await this.#connection.sendNotification('initialized', {});
  }

  /** Opens the file, which is the only one, and waits for what is said of it. */
  async open(path: string, text: string): Promise<readonly Diagnostic[]> {
    this.#uri = pathToFileURL(path).href;
    const said = this.#diagnostics();
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        ...{ uri: this.#uri, languageId: 'dockercompose', text },
        version: (this.#version += 1),
      },
    });
    return said;
  }

  async close(): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.#uri },
    });
  }

  async press({ change }: Keystroke): Promise<void> {
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: (this.#version += 1) },
      contentChanges: [change],
    });
  }

  /** Milliseconds from the last key to the first that is said of the text with it. */
  async checkAfter(keystrokes: readonly Keystroke[]): Promise<number> {
    const said = this.#diagnostics(this.#version + keystrokes.length);
    let started = 0;
    for (const keystroke of keystrokes) {
      started = performance.now();
      await this.press(keystroke);
    }
    await said;
    return performance.now() - started;
  }

  /** Milliseconds to the answer. */
  async ask(method: 'completion' | 'hover', position: Position): Promise<number> {
    const started = performance.now();
    await this.#connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.#uri },
      position,
    });
    return performance.now() - started;
  }

  /** What it has in memory, in megabytes. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${String(this.#child.pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  async end(): Promise<void> {
    this.#connection.dispose();
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** Some servers do not say which version they mean: then it is what comes next. */
  #diagnostics(version = 0): Promise<readonly Diagnostic[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#published.delete(listener);
        reject(new Error(`${this.name} says nothing of the file`));
      }, maxWaitMs);
      const listener = (params: PublishDiagnosticsParams): void => {
        if (params.uri !== this.#uri || (params.version ?? version) < version) return;
        clearTimeout(timer);
        this.#published.delete(listener);
        resolve(params.diagnostics);
      };
      this.#published.add(listener);
    });
  }
}

/** The slowest of them take a minute for a thousand services. */
const maxWaitMs = 300_000;
