'use client'

import { useState } from 'react'
import { ImportDialog, stemOf } from '@/components/data/import-dialog'
import { Checkbox, Field } from '@/components/ui/field'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { counted } from '@/lib/wording/number'

const leadOf = (files: readonly LocalFile[]) =>
  files.length > 1 ? counted(files.length, 'file') : (files[0]?.path ?? 'Drop files here')

/** Imports models to score: a single file, one file per model, or a table of (name, file) with its files. */
export function AddModels({ slug, tone }: { slug: string; tone: 'main' | 'plain' }) {
  const [files, setFiles] = useState<LocalFile[]>([])
  const [name, setName] = useState('')
  const [isReplacing, setReplacing] = useState(false)
  const isOne = files.length === 1
  const isReady = isOne ? name.trim() !== '' : files.length > 0
  return (
    <ImportDialog
      slug={slug}
      kind="import-models"
      button={{ tone, children: 'Add models' }}
      title="Add models for scoring"
      description="They do not propose labels and are not used as evidence. Either all of them are added or none."
      isWide
      confirm={files.length > 1 ? 'Add models' : 'Add and score'}
      files={files}
      onFiles={(chosen) => {
        setFiles(chosen)
        setName(chosen.length === 1 ? stemOf(chosen[0]!) : '')
      }}
      input={isReady ? { ...(isOne && { name: name.trim() }), mode: isReplacing ? 'replace' : 'new' } : null}
      lead={leadOf(files)}
      hint={
        files.length > 1
          ? 'With a table of (name, file), the models in the table. Otherwise each file is one model, named after the file.'
          : 'A JSON list of class indices in image order, CSV (file, label), JSON Lines or .npz; or a CSV table with the columns name and file, together with its files or in one zip with them.'
      }
      picker={{ what: 'models' }}
    >
      {isOne && (
        <Field
          label="Model name"
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <Checkbox
        label="Replace scored models with the same name"
        checked={isReplacing}
        onChange={(event) => setReplacing(event.currentTarget.checked)}
      />
    </ImportDialog>
  )
}
