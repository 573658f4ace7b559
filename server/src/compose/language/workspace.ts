import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LensSettings } from '#shared/protocol/workspace';
import type { Event } from '../../base/emitter.ts';
import type { LoadResult } from '../load-contract.ts';
import { Source } from '../yaml/source.ts';
import type { LanguageEngine } from './engine/language-engine.ts';
import type { LiveProjects } from './lenses/live-projects.ts';
import { symbolsOf, type SymbolUse } from './symbols/symbols.ts';
import type { Surroundings } from './surroundings.ts';
import { parseSyntax, type SyntaxFile } from './syntax/syntax.ts';

/** A file as it is typed, with the names in it. */
export interface ReadCompose {
  readonly syntax: SyntaxFile;
  readonly symbols: readonly SymbolUse[];
}

/** A compose file that is open in the editor. */
export interface OpenCompose extends ReadCompose {
  readonly path: string;
  readonly document: TextDocument;
}

/** What a feature needs of the files around it; unsaved text counts as if it were saved. */
export interface LanguageWorkspace {
  /** What the editor can do. */
  readonly client: ClientCapabilities;
  /** `undefined` for what is not open, or no compose file. */
  open(uri: string): OpenCompose | undefined;
  openFiles(): readonly OpenCompose[];
  /** Of any file; `undefined` where it cannot be read. */
  text(path: string): Promise<string | undefined>;
  /** Any file; `undefined` where it cannot be read. */
  read(path: string): Promise<ReadCompose | undefined>;
  /** The YAML files of the project that the file belongs to, itself first. */
  projectFiles(path: string): Promise<readonly string[]>;
  /** What the file is among; sooner than a judgement where only services are being edited. */
  around(path: string): Promise<Surroundings>;
  /** Loads the file as it is used, within its project where it is part of one. */
  judge(path: string): Promise<LoadResult>;
  /** Loads files together, as `docker compose -f … -f …` does. */
  load(files: readonly string[]): Promise<LoadResult>;
  /** The engine that is used here, kept in sight while a compose file is open. */
  readonly engine: LanguageEngine | undefined;
  /** The projects as they run now. */
  readonly live: LiveProjects;
  readonly lenses: LensSettings;
  /** The settings changed, or what may be run did. */
  readonly onDidRefresh: Event<void>;
  /** A compose file was closed. */
  readonly onDidClose: Event<void>;
  /** What was found in the file last, as the editor was told. */
  diagnosticsOf(path: string): readonly Diagnostic[];
  /** The same once its text is judged, for an editor that asks. */
  reportOn(path: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport>;
  /** As the editor spells it. */
  uriOf(path: string): string;
}

const readCompose = (path: string, text: string, before?: SyntaxFile): ReadCompose => {
  const syntax = parseSyntax(new Source(path, text), before);
  return { syntax, symbols: symbolsOf(syntax) };
};

/** Of text; what is made of it takes some thirty times as much memory. */
const maxKept = 2_000_000;

/** Reads a text once for all that is asked of it, and after an edit of a large one only what was edited. */
export class ComposeReader {
  /** What was asked for last goes last. */
  readonly #read = new Map<string, ReadCompose>();
  #size = 0;

  read(path: string, text: string): ReadCompose {
    const known = this.#read.get(path);
    this.#forget(path);
    const read =
      known?.syntax.source.text === text ? known : readCompose(path, text, known?.syntax);
    this.#read.set(path, read);
    this.#size += text.length;
    for (const oldest of this.#read.keys()) {
      if (this.#size <= maxKept || oldest === path) break;
      this.#forget(oldest);
    }
    return read;
  }

  #forget(path: string): void {
    this.#size -= this.#read.get(path)?.syntax.source.text.length ?? 0;
    this.#read.delete(path);
  }
}
