import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

/** Folders whose words raters see, so every word must come from the message files. Missing folders are skipped. */
const places = [
  'app/sign-in',
  'app/join',
  'app/rate',
  'app/page.tsx',
  'app/projects/page.tsx',
  'app/not-found.tsx',
  'components/accounts',
  'components/texts',
  'components/rating/flags/flag-dialog.tsx',
  'components/rating',
  'components/recruitment/entry-form.tsx',
  'components/recruitment/panel-exit.tsx',
  'components/kit/account-frame.tsx',
  'components/kit/account-menu.tsx',
  'components/kit/entry-page.tsx',
  'components/kit/language-switch.tsx',
  'components/kit/page-error.tsx',
  'components/kit/photo-credit.tsx',
  'components/projects/project-list.tsx',
  'components/ui/area-messages.tsx',
  'components/ui/dialog.tsx',
  'components/ui/theme-toggle.tsx',
]

const notForRaters = [
  'components/accounts/copy-link.tsx',
  'components/accounts/invite-section.tsx',
  'components/accounts/member-table.tsx',
  'components/accounts/new-invite-button.tsx',
  'components/accounts/setup-form.tsx',
  'components/texts/class-note-item.tsx',
  'components/texts/class-notes-page.tsx',
  'components/texts/document-editor.tsx',
  'components/texts/document-page.tsx',
]

const names = new Set(['Reassess', 'Wikipedia'])

const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'description',
  'hint',
  'label',
  'placeholder',
  'title',
])

function filesIn(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return [place]
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(place, name))
}

const isWord = (text: string) => /\p{L}{2}/u.test(text) && !names.has(text.trim())

const joining = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.PlusToken,
])

/** Returns the string literals an expression can evaluate to, through conditions and `&&` but not through calls. */
function literals(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)]
  if (ts.isBinaryExpression(node) && joining.has(node.operatorToken.kind))
    return [
      ...(node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ? [] : literals(node.left)),
      ...literals(node.right),
    ]
  if (ts.isParenthesizedExpression(node)) return literals(node.expression)
  return []
}

function wordsOf(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return [node.text]
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) return literals(node.expression)
  if (!ts.isJsxAttribute(node) || !spoken.has(node.name.getText()) || !node.initializer) return []
  if (ts.isStringLiteral(node.initializer)) return [node.initializer.text]
  return ts.isJsxExpression(node.initializer) && node.initializer.expression
    ? literals(node.initializer.expression)
    : []
}

/** Returns the words written directly in a component's markup, with their lines. */
function writtenWords(file: string, text = readFileSync(file, 'utf8')): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  function visit(node: ts.Node) {
    for (const words of wordsOf(node).filter(isWord)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${file}:${line + 1} ${words.trim()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

it('finds words in markup, attributes and conditions', () => {
  const markup = `const x = <p title="Over it" className="flex">Plain {a ? 'One way' : t('key')} <b>{b === 'left' && \`Or \${c}\`}</b></p>`
  expect(writtenWords('x.tsx', markup)).toEqual(['x.tsx:1 Over it', 'x.tsx:1 Plain', 'x.tsx:1 One way', 'x.tsx:1 Or'])
})

it('finds no words for raters outside the message files', () => {
  const files = places.flatMap(filesIn).filter((file) => !notForRaters.includes(file))
  expect(files.flatMap((file) => writtenWords(file))).toEqual([])
})

it('gives the reason of an error in the language of the rater', () => {
  const files = places.flatMap(filesIn).filter((file) => !notForRaters.includes(file))
  expect(files.filter((file) => /\berror\)?\??\.message\b/.test(readFileSync(file, 'utf8')))).toEqual([])
})
