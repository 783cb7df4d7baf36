import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Option } from 'commander'
import { languageTag } from '@/lib/domain/accounts/project-language'
import { type DocumentKind, documentKinds, maxDocumentChars } from '@/lib/domain/texts/document'
import { AppError } from '@/lib/errors'
import { readProblem } from '@/lib/file-system'
import { projectCommand, runCommand } from '../../run-command'

interface Options {
  project: string
  kind: DocumentKind
  file: string
  language?: string
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw readProblem(file, cause)
  })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('invalid-input', `${file} is not UTF-8 text. Save it as UTF-8.`)
  }
  if (text.length <= maxDocumentChars) return text
  throw new AppError(
    'invalid-input',
    `${file} has ${text.length} characters; at most ${maxDocumentChars} are possible.`,
  )
}

function tagOf(language: string | undefined): string | null {
  if (language === undefined) return null
  const tag = languageTag(language)
  if (tag === null) throw new AppError('invalid-input', `“${language}” is not a language tag, such as de or pt-BR.`)
  return tag
}

export const textCommand = () =>
  projectCommand(
    'text',
    'Save the guidelines or the consent text of a project as a new version, from a Markdown file; with --language as their translation into a further language of the project.',
  )
    .addOption(new Option('--kind <kind>', 'the text').choices([...documentKinds]).makeOptionMandatory())
    .requiredOption('--file <path>', 'the file')
    .option('--language <tag>', 'the further language it is written in, such as de')
    .action(async (options: Options) => {
      const { project: slug, kind } = options
      const text = await textOf(path.resolve(options.file))
      const language = tagOf(options.language)
      await runCommand(async ({ actor }) => {
        const { readDocumentHistory, saveDocument } = await import('@/lib/services/texts/documents')
        const { version: basedOn } = await readDocumentHistory(actor, { slug, kind, language })
        const { version, isNew } = await saveDocument(actor, { slug, kind, text, basedOn, language })
        const outcome = isNew ? `Saved version ${version}` : `Version ${version} is this text already`
        return {
          text: `${outcome} of the ${kind} of “${slug}”.`,
          json: { project: slug, kind, language, version, isNew },
        }
      })
    })
