import path from 'node:path'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import { type ProjectOptions, projectCommand, runCommand, timed } from '../../run-command'
import { count } from '../numbers'

export const translationsCommand = () =>
  projectCommand(
    'translations',
    'Import names, glosses and notes of classes in further languages: CSV with columns such as name_de, aliases_de, gloss_de, note_de, or with a column language; or the JSON list that classes are exported as. Classes are named by id, index or name. Blank cells change nothing. All or nothing.',
  )
    .requiredOption('--file <path>', 'the file')
    .option('--check', 'only check the file and report what it would change')
    .action(async ({ project: slug, file, check = false }: ProjectOptions & { file: string; check?: boolean }) => {
      await runCommand(async ({ actor }) => {
        const { importTranslations } = await import('@/lib/services/classes/import-translations')
        const { made, seconds } = await timed(
          importTranslations(actor, { slug, path: path.resolve(file), isPreview: check }),
        )
        const lines = made.languages.map(
          ({ language, added, changed, same, names, glosses }) =>
            `${englishNameOf(language)} (${language}): ${count(added)} new, ${count(changed)} changed, ${count(same)} as before; then ${count(names)} of ${count(made.classes, 'name')} and ${count(glosses, 'gloss', 'glosses')}.`,
        )
        const head = check
          ? 'The file is correct. Nothing was imported.'
          : `Imported into “${slug}” in ${seconds.toFixed(1)} s.`
        return { text: [head, ...lines], json: { project: slug, ...made, seconds } }
      })
    })
