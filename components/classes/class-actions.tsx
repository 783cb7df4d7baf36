'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { DialogButton, DialogForm } from '@/components/kit/dialog-form'
import { ClassNoteItem } from '@/components/texts/class-note-item'
import { Field, TextArea } from '@/components/ui/field'
import { editClass } from '@/lib/client/classes'
import { classUsesQuery, removeClass } from '@/lib/client/projects'
import type { ClassFacts } from '@/lib/contracts/classes/class'
import { textLines } from '@/lib/domain/texts/text-lines'

interface NoteFormProps {
  slug: string
  classId: number
  name: string
  note: string | null
}

export function ClassNoteForm({ slug, classId, name, note }: NoteFormProps) {
  const router = useRouter()
  return (
    <ul className="mt-3 rounded-card border bg-card">
      <ClassNoteItem
        slug={slug}
        heading="Note for raters"
        about={{ classId, name, externalId: null, gloss: note ? null : `No note on ${name} yet.`, note }}
        onSaved={() => router.refresh()}
      />
    </ul>
  )
}

/** Changes name, other names and description. */
export const EditClassButton = ({ slug, facts }: { slug: string; facts: ClassFacts }) => (
  <DialogButton dialog={(close) => <EditClassDialog slug={slug} facts={facts} onClose={close} />}>Edit</DialogButton>
)

function EditClassDialog({ slug, facts, onClose }: { slug: string; facts: ClassFacts; onClose: () => void }) {
  // The page may be refreshed while the dialog is open. What another admin wrote since must not be overwritten.
  const [{ id, name, otherNames, gloss }] = useState(facts)
  return (
    <DialogForm
      onClose={onClose}
      title={`Edit “${name}”`}
      description="Raters see the new wording in their next tasks. Votes stay as they are, so change only the wording, not the meaning."
      confirm="Save"
      refreshes="after-success"
      act={(values) =>
        editClass(slug, id, {
          name: String(values.get('name')),
          otherNames: textLines(String(values.get('otherNames'))),
          gloss: String(values.get('gloss')),
          basedOn: { name, otherNames, gloss },
        })
      }
    >
      {({ fields }) => (
        <>
          <Field
            label="Name"
            name="name"
            dir="auto"
            required
            maxLength={1_000}
            defaultValue={name}
            error={fields.name}
          />
          <TextArea
            label="Other names"
            name="otherNames"
            dir="auto"
            rows={3}
            defaultValue={otherNames.join('\n')}
            hint="One per line. Raters see them beside the name, and imported files may use them."
            error={fields.otherNames}
          />
          <TextArea
            label="Description"
            name="gloss"
            dir="auto"
            rows={4}
            maxLength={10_000}
            defaultValue={gloss ?? ''}
            error={fields.gloss}
          />
        </>
      )}
    </DialogForm>
  )
}

/** References to the class, counted when the dialog opens. */
function ClassUse({ slug, classId }: { slug: string; classId: number }) {
  const { data } = useQuery(classUsesQuery(slug, classId))
  if (!data) return <p aria-busy>Counting what uses it…</p>
  if (data.uses.length === 0) return <p>Nothing uses it.</p>
  return (
    <>
      <p>It cannot be removed, because it is used by</p>
      <ul className="list-disc ps-5">
        {data.uses.map((use) => (
          <li key={use}>{use}</li>
        ))}
      </ul>
    </>
  )
}

/** Removes an unused class. If the class is in use, the dialog says where. */
export function RemoveClassButton({ slug, classId, name }: { slug: string; classId: number; name: string }) {
  const router = useRouter()
  // Fetched by `ClassUse` in the open dialog.
  const { data } = useQuery({ ...classUsesQuery(slug, classId), enabled: false })
  return (
    <ConfirmedAction
      word="Remove class"
      name={name}
      description="It is removed for good if no candidate, label, prediction or decision uses it. The indices of the other classes stay as they are."
      confirm="Remove class"
      details={<ClassUse slug={slug} classId={classId} />}
      isDangerous
      isImpossible={(data?.uses.length ?? 0) > 0}
      act={() => removeClass(slug, classId)}
      onDone={() => router.push(`/projects/${slug}/classes`)}
    />
  )
}
