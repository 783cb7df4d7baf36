'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { type FormError, formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { createInvite } from '@/lib/client/projects'
import { type Role, roles } from '@/lib/domain/permissions'
import { roleWord } from '@/lib/wording/accounts'
import { CopyLink } from './copy-link'

interface NewInviteButtonProps {
  slug: string
  /** What invites join as unless another role is chosen. */
  joinsAs?: Role
  word?: string
}

export function NewInviteButton({ slug, joinsAs = 'rater', word = 'Invite raters' }: NewInviteButtonProps) {
  const router = useRouter()
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)
  const [link, setLink] = useState<string | null>(null)

  function close() {
    setOpen(false)
    setLink(null)
    setProblem(noFormError)
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(noFormError)
    try {
      const { token } = await createInvite(slug, {
        role: roles.find((one) => one === data.get('role')) ?? joinsAs,
        maxUses: Number(data.get('maxUses')),
        daysValid: Number(data.get('daysValid')),
        note: String(data.get('note')),
      })
      setLink(`${window.location.origin}/join?token=${token}`)
      router.refresh()
    } catch (error) {
      setProblem(formError(error))
    }
    setBusy(false)
  }

  const actions = link ? (
    <Button tone="main" onClick={close}>
      Done
    </Button>
  ) : (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button tone="main" type="submit" form={formId} disabled={isBusy}>
        Create link
      </Button>
    </>
  )
  return (
    <>
      <Button tone={joinsAs === 'rater' ? 'main' : 'plain'} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={link ? 'Copy the link now' : word} actions={actions}>
        {link ? (
          <CopyLink link={link} />
        ) : (
          <InviteForm formId={formId} joinsAs={joinsAs} problem={problem} onSubmit={(event) => void submit(event)} />
        )}
      </Dialog>
    </>
  )
}

interface InviteFormProps {
  formId: string
  joinsAs: Role
  problem: FormError
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

function InviteForm({ formId, joinsAs, problem, onSubmit }: InviteFormProps) {
  return (
    <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-4">
      {problem.message && <Notice tone="error">{problem.message}</Notice>}
      <Select label="Joins as" name="role" defaultValue={joinsAs} error={problem.fields.role}>
        {[...roles].reverse().map((one) => (
          <option key={one} value={one}>
            {roleWord[one]}
          </option>
        ))}
      </Select>
      <div className="grid grid-cols-2 gap-4">
        <Field
          label="Maximum people"
          name="maxUses"
          type="number"
          required
          min={1}
          max={10_000}
          defaultValue={10}
          error={problem.fields.maxUses}
        />
        <Field
          label="Valid for (days)"
          name="daysValid"
          type="number"
          required
          min={1}
          max={365}
          defaultValue={7}
          error={problem.fields.daysValid}
        />
      </div>
      <Field
        label="Note"
        name="note"
        maxLength={200}
        hint="For your reference: who the link is for."
        error={problem.fields.note}
      />
    </form>
  )
}
