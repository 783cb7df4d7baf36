import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { errorText } from '@/components/kit/form-error'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { importTranslations } from '@/lib/client/classes'
import type { ImportedTranslations } from '@/lib/contracts/classes/language'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import { counted, wholeNumber } from '@/lib/wording/number'

/** Imports translations from a file, after a preview of what it contains and what would still be missing. */
export function TranslationImport({ slug, hasClasses }: { slug: string; hasClasses: boolean }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const checking = useMutation({
    mutationFn: async (file: File) => ({ file, outcome: await importTranslations(slug, file, true) }),
    onMutate: () => importing.reset(),
  })
  const importing = useMutation({
    mutationFn: (file: File) => importTranslations(slug, file, false),
    onSuccess: () => {
      checking.reset()
      router.refresh()
    },
  })
  const error = importing.error ?? checking.error
  const isBusy = checking.isPending || importing.isPending
  return (
    <Section
      title="Import translations"
      note="CSV with the id, index or name of each class and columns such as name_de, aliases_de, gloss_de and note_de, or a column “language”. Blank cells change nothing."
      action={
        hasClasses && (
          <>
            <a
              href={`/api/projects/${slug}/exports/class-list-csv`}
              download
              className="rounded-[4px] py-1 font-medium text-accent hover:underline touch:py-3"
            >
              Download the classes to fill in
            </a>
            <Button onClick={() => input.current?.click()} disabled={isBusy}>
              {checking.isPending ? 'Checking the file' : 'Choose a file…'}
            </Button>
          </>
        )
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with translations"
        accept=".csv,.tsv,.json,.txt"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) checking.mutate(file)
          event.currentTarget.value = ''
        }}
      />
      <div aria-live="polite">
        {!hasClasses && (
          <p className="text-second">The project has no classes yet. Import them on the Data page first.</p>
        )}
        {error && <Notice tone="error">{errorText(error)}</Notice>}
        {checking.data && !error && (
          <>
            <p className="mb-2">
              <span className="font-medium">{checking.data.file.name}</span> is correct. Nothing is imported yet.
            </p>
            <Outcome outcome={checking.data.outcome} />
            <div className="mt-4 flex gap-3">
              <Button tone="main" disabled={isBusy} onClick={() => importing.mutate(checking.data.file)}>
                {importing.isPending ? 'Importing' : 'Import'}
              </Button>
              <Button disabled={isBusy} onClick={() => checking.reset()}>
                Cancel
              </Button>
            </div>
          </>
        )}
        {importing.data && (
          <>
            <p className="mb-2 font-medium">Imported.</p>
            <Outcome outcome={importing.data} />
          </>
        )}
      </div>
    </Section>
  )
}

function Outcome({ outcome: { classes, languages } }: { outcome: ImportedTranslations }) {
  return (
    <ul aria-label="Languages of the file" className="flex flex-col gap-2">
      {languages.map(({ language, isNew, names, glosses, added, changed, same, missing }) => (
        <li key={language} className="rounded-card border bg-card px-4 py-3">
          <p className="font-medium">
            {englishNameOf(language)} <span className="font-normal text-second">{language}</span>
            {isNew && <span className="font-normal text-second"> · new to the project</span>}
          </p>
          <p className="mt-0.5 tabular-nums">
            {language}: {wholeNumber(names)} of {wholeNumber(classes)} names and {counted(glosses, 'gloss', 'glosses')}{' '}
            after the import.{' '}
            <span className="text-second">
              In the file: {wholeNumber(added)} new, {wholeNumber(changed)} changed, {wholeNumber(same)} as before.
            </span>
          </p>
          {missing.length > 0 && (
            <details className="mt-1">
              <summary className="cursor-pointer py-1 text-second">
                {counted(classes - names, 'class has', 'classes have')} no name in this language
              </summary>
              <p className="mt-1 text-pretty text-small">
                {missing.join(', ')}
                {classes - names > missing.length && ` and ${wholeNumber(classes - names - missing.length)} more`}
              </p>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
