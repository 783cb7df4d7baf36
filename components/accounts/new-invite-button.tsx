'use client'

import { FormButton } from '@/components/kit/dialog-form'
import { Field, Options, Select, WholeNumberField } from '@/components/ui/field'
import { createInvite } from '@/lib/client/projects'
import { type Role, roles } from '@/lib/domain/permissions'
import { roleWord } from '@/lib/wording/accounts'
import { CopyLink } from './copy-link'

interface NewInviteButtonProps {
  slug: string
  joinsAs?: Role
  word?: string
}

export function NewInviteButton({ slug, joinsAs = 'rater', word = 'Invite raters' }: NewInviteButtonProps) {
  async function create(values: FormData) {
    const { token } = await createInvite(slug, {
      role: roles.find((one) => one === values.get('role')) ?? joinsAs,
      maxUses: Number(values.get('maxUses')),
      daysValid: Number(values.get('daysValid')),
      note: String(values.get('note')),
    })
    return `${window.location.origin}/join?token=${token}`
  }

  return (
    <FormButton
      button={{ tone: joinsAs === 'rater' ? 'main' : 'plain', children: word }}
      title={word}
      confirm="Create link"
      refreshes="after-success"
      act={create}
      done={(link) => <CopyLink link={link} />}
      doneTitle="Copy the link now"
    >
      <InviteFields joinsAs={joinsAs} />
    </FormButton>
  )
}

function InviteFields({ joinsAs }: { joinsAs: Role }) {
  return (
    <>
      <Select label="Joins as" name="role" defaultValue={joinsAs}>
        <Options of={[...roles].reverse().map((one) => [one, roleWord[one]])} />
      </Select>
      <div className="grid grid-cols-2 gap-4">
        <WholeNumberField label="Maximum people" name="maxUses" min={1} max={10_000} defaultValue={10} />
        <WholeNumberField label="Valid for (days)" name="daysValid" min={1} max={365} defaultValue={7} />
      </div>
      <Field label="Note" name="note" maxLength={200} hint="For your reference: who the link is for." />
    </>
  )
}
