import * as vscode from 'vscode';
import { createHash, randomBytes } from 'node:crypto';

export interface PageOptions {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  /** `dist/webview/<bundle>.js` and `.css`. */
  readonly bundle: string;
  /** What it shows: a page forgets the settings it was left with when it is of something else. */
  readonly of: string;
}

export const webviewRoot = (extensionUri: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extensionUri, 'dist', 'webview');

/** The document of a view that has nothing to show yet: one link to a command that asks for something. */
export const emptyPageHtml = ({
  webview,
  extensionUri,
  command,
  label,
}: Omit<PageOptions, 'bundle' | 'of'> & {
  readonly command: string;
  readonly label: string;
}): string => {
  const style = webview
    .asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), 'empty.css'))
    .toString();
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}">
<title>HyperBox</title>
<link rel="stylesheet" href="${style}">
</head>
<body><a href="command:${command}">${label}</a></body>
</html>`;
};

/** The whole document of a panel: nothing remote, scripts by nonce, translations as data. */
export const pageHtml = ({ webview, extensionUri, bundle, of }: PageOptions): string => {
  const root = webviewRoot(extensionUri);
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  // A translation may hold "</script>"; in JSON every "<" has another spelling.
  const texts = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<title>HyperBox</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('codicon.css')}">
<link rel="stylesheet" href="${file(`${bundle}.css`)}">
</head>
<body data-of="${createHash('sha1').update(of).digest('hex')}">
<script type="application/json" id="texts" nonce="${nonce}">${texts}</script>
<script nonce="${nonce}" src="${file(`${bundle}.js`)}"></script>
</body>
</html>`;
};
