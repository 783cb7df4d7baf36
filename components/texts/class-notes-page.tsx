'use client'

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { ErrorNotice } from '@/components/kit/form'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { classNotesKey, classNotesQuery } from '@/lib/client/texts'
import type { ClassNote, ClassNoteList } from '@/lib/contracts/texts'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ClassNoteItem } from './class-note-item'

export function ClassNotesPage({ slug, withNote }: { slug: string; withNote: ClassNoteList }) {
  if (withNote.hasClasses) return <ClassNoteSearch slug={slug} withNote={withNote} />
  return (
    <>
      <PageHeader title={projectPages.classNotes.title}>
        A note tells raters what to look for and what does not count.
      </PageHeader>
      <EmptyCard
        title="No classes yet"
        action={<LinkButton href={`/projects/${slug}/data`}>Import classes</LinkButton>}
      >
        Each note is about one class. Import a file of classes, or images in a folder for each class.
      </EmptyCard>
    </>
  )
}

function ClassNoteSearch({ slug, withNote }: { slug: string; withNote: ClassNoteList }) {
  const id = useId()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const { data, error } = useQuery({
    ...classNotesQuery(slug, query),
    ...(query === '' && { initialData: withNote }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const found = data?.classes ?? []
  // Forms that are open stay in the list, also while its search finds other classes.
  const [edited, setEdited] = useState<readonly ClassNote[]>([])
  const classes = [...edited.filter(({ classId }) => !found.some((one) => one.classId === classId)), ...found]
  const noteCount = data?.noteCount ?? withNote.noteCount
  return (
    <>
      <PageHeader title={projectPages.classNotes.title}>
        {noteCount === 0
          ? 'No class notes yet. A note explains what to look for and what does not count.'
          : `${counted(noteCount, 'class has', 'classes have')} a note, shown with the class on the rating screen.`}
      </PageHeader>
      <label htmlFor={id} className="sr-only">
        Find a class
      </label>
      <input
        id={id}
        type="search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder="Find a class by name, id or index"
        autoComplete="off"
        className="mb-4 h-9 w-full max-w-80 rounded-control border border-edge bg-card px-2.5 placeholder:text-second"
      />
      <ErrorNotice error={error} />
      {classes.length > 0 && (
        <ul className="max-w-[760px] divide-y divide-line overflow-hidden rounded-card border bg-card">
          {classes.map((one) => (
            <ClassNoteItem
              key={one.classId}
              slug={slug}
              about={one}
              onEdit={(isOpen) =>
                setEdited((now) => [...now.filter(({ classId }) => classId !== one.classId), ...(isOpen ? [one] : [])])
              }
              onSaved={() => client.invalidateQueries({ queryKey: classNotesKey(slug) })}
            />
          ))}
        </ul>
      )}
      {found.length === 0 && !error && (
        <EmptyCard
          className="max-w-[760px]"
          title={query === '' ? 'No notes yet' : 'No matching classes'}
          action={query === '' && <LinkButton href={`/projects/${slug}/classes`}>Open classes</LinkButton>}
        >
          {query === ''
            ? 'Find a class above and write what raters should know about it.'
            : 'Try part of its name, a different name, or its id.'}
        </EmptyCard>
      )}
      {query === '' && noteCount > found.length && (
        <p className="mt-3 text-second">
          {counted(found.length, 'class', 'classes')} of {wholeNumber(noteCount)} are listed. Search by name for the
          others.
        </p>
      )}
    </>
  )
}
