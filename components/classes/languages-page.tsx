'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { DataTable } from '@/components/kit/data-table'
import { ErrorNotice, errorText } from '@/components/kit/form'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { PageForm } from '@/components/ui/page-form'
import { changeLanguages, importTranslations } from '@/lib/client/classes'
import type { ImportedTranslations, ProjectLanguages } from '@/lib/contracts/classes/language'
import { commonLanguages, englishNameOf } from '@/lib/domain/accounts/project-language'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'

const choicesOf = (tags: readonly string[]) =>
  [...new Set(tags)]
    .sort((one, other) => englishNameOf(one).localeCompare(englishNameOf(other), 'en'))
    .map((tag) => [tag, `${englishNameOf(tag)} (${tag})`] as const)

const part = (count: number, of: number) => `${wholeNumber(count)} of ${wholeNumber(of)}`

export function LanguagesPage({ slug, languages }: { slug: string; languages: ProjectLanguages }) {
  const router = useRouter()
  const { own, classes, glosses, notes, further } = languages
  const tags = further.map(({ language }) => language)
  const before = { own, further: tags }
  const changing = useMutation({
    mutationFn: (wanted: { own?: string; further?: string[] }) =>
      changeLanguages(slug, { ...before, ...wanted, basedOn: before }),
    onSuccess: () => router.refresh(),
  })
  const problem = changing.error && errorText(changing.error)
  return (
    <>
      <PageHeader title={projectPages.languages.title}>
        Names and texts of the project are in {englishNameOf(own)}. Raters read translations in the language of their
        screens, or in one they choose, and everything else in the project’s own language.
      </PageHeader>
      <ErrorNotice className="mb-4">{problem}</ErrorNotice>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="w-60">
          <Select
            label="The project’s own language"
            value={own}
            disabled={changing.isPending}
            onChange={(event) => changing.mutate({ own: event.currentTarget.value })}
            options={choicesOf([own, ...commonLanguages].filter((tag) => !tags.includes(tag)))}
          />
        </div>
        <NewLanguage
          taken={[own, ...tags]}
          isBusy={changing.isPending}
          onAdd={(tag) => changing.mutate({ further: [...tags, tag] })}
        />
      </div>
      <Section title="Further languages" note={`Translations of ${counted(classes, 'class', 'classes')}.`}>
        <DataTable
          label="Further languages"
          columns={[
            { key: 'language', head: 'Language', cell: ({ language }) => <LanguageName tag={language} /> },
            { key: 'names', head: 'Names', cell: ({ names }) => part(names, classes) },
            { key: 'glosses', head: 'Glosses', cell: (row) => part(row.glosses, glosses) },
            { key: 'notes', head: 'Notes', importance: 'low', cell: (row) => part(row.notes, notes) },
          ]}
          rows={further}
          rowKey={({ language }) => language}
          empty={{
            title: 'No further language',
            children: 'Add one above, or import a file of names: its languages are added.',
          }}
          actions={({ language, names }) => (
            <div className="flex flex-wrap justify-end gap-1.5">
              {(['guidelines', 'consent'] as const).map((kind) => (
                <LinkButton
                  key={kind}
                  size="small"
                  href={`${pageAddress(slug, kind)}?language=${language}`}
                  aria-label={`${projectPages[kind].title} in ${englishNameOf(language)}`}
                >
                  {projectPages[kind].title}
                </LinkButton>
              ))}
              <ConfirmedAction
                isInRow
                word="Remove"
                name={englishNameOf(language)}
                description={`Raters read ${englishNameOf(own)} instead. ${names === 0 ? 'No names are deleted.' : `${counted(names, 'translated name')} with glosses and notes are deleted; export the classes first to keep them.`} Texts keep their versions.`}
                confirm="Remove language"
                isDangerous
                act={() =>
                  changeLanguages(slug, { own, further: tags.filter((tag) => tag !== language), basedOn: before })
                }
              />
            </div>
          )}
        />
      </Section>
      <TranslationImport slug={slug} hasClasses={classes > 0} />
    </>
  )
}

const LanguageName = ({ tag }: { tag: string }) => (
  <>
    {englishNameOf(tag)} <span className="text-second">{tag}</span>
  </>
)

interface NewLanguageProps {
  taken: readonly string[]
  isBusy: boolean
  onAdd: (tag: string) => void
}

function NewLanguage({ taken, isBusy, onAdd }: NewLanguageProps) {
  const [chosen, setChosen] = useState('')
  const free = commonLanguages.filter((tag) => !taken.includes(tag))
  return (
    <PageForm
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(chosen)
        setChosen('')
      }}
    >
      <div className="w-60">
        <Select
          label="Another language"
          value={free.some((tag) => tag === chosen) ? chosen : ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
          options={choicesOf(free)}
        >
          <option value="">Choose a language</option>
        </Select>
      </div>
      <Button type="submit" disabled={chosen === '' || isBusy}>
        Add
      </Button>
    </PageForm>
  )
}

/** Imports translations from a file, after a preview of what it contains and what would still be missing. */
function TranslationImport({ slug, hasClasses }: { slug: string; hasClasses: boolean }) {
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
