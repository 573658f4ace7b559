import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { catalog } from '../catalog/index.ts';
import type { Finding, Severity, SourceRange } from '../finding.ts';
import { uriOf } from './compose-document.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} satisfies Record<Severity, DiagnosticSeverity>;

const lspRange = ({ start, end }: SourceRange): Diagnostic['range'] => ({ start, end });

/** Where the editor's user reads on about the code; LSP wants no `undefined`. */
const docsOf = (code: string): Pick<Diagnostic, 'codeDescription'> => {
  const url = catalog.get(code)?.url;
  return url === undefined ? {} : { codeDescription: { href: url } };
};

export const toDiagnostic = (finding: Finding): Diagnostic => ({
  range: lspRange(finding.range),
  severity: severities[finding.severity],
  code: finding.code,
  ...docsOf(finding.code),
  source: 'HyperBox',
  message: finding.hint === undefined ? finding.message : `${finding.message}\n${finding.hint}`,
  ...(finding.related !== undefined && {
    relatedInformation: finding.related.map(({ message, range }) => ({
      message,
      location: { uri: uriOf(range.path), range: lspRange(range) },
    })),
  }),
});
