'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef } from 'react'
import { errorText } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Field } from '@/components/ui/field'
import { PageForm } from '@/components/ui/page-form'
import { updateFetchHosts } from '@/lib/client/data/data'
import { DataCard } from './data-card'

/** Accepts a full URL too, because that is what users usually copy. */
const hostOf = (text: string) => {
  const given = text.trim()
  return URL.canParse(given) && given.includes('://') ? new URL(given).hostname : given
}

/** Edits the list of hosts from which manifests may load images. */
export function FetchHosts({ slug, hosts }: { slug: string; hosts: string[] }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (next: string[]) => updateFetchHosts(slug, { hosts: next, basedOn: { hosts } }),
    onSuccess: (_, next) => {
      if (next.length > hosts.length) form.current?.reset()
      router.refresh()
    },
  })

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const host = hostOf(String(new FormData(event.currentTarget).get('host')))
    if (host !== '') mutate([...hosts, host])
  }

  return (
    <DataCard
      id="hosts"
      title="Allowed image hosts"
      state="The server downloads images only from the hosts listed here, so that a manifest cannot make it access your internal network."
    >
      {hosts.length > 0 && (
        <ul aria-label="Hosts" className="mt-3 flex flex-wrap gap-1.5">
          {hosts.map((host) => (
            <li key={host} className="max-w-full">
              <Chip removeLabel={`Remove ${host}`} onRemove={() => mutate(hosts.filter((other) => other !== host))}>
                {host}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <PageForm ref={form} onSubmit={add} className="mt-3 flex max-w-[480px] items-start gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label="Host"
            name="host"
            maxLength={300}
            placeholder="images.example.org"
            error={error && errorText(error)}
          />
        </div>
        <Button type="submit" disabled={isPending} className="mt-[26px]">
          Add host
        </Button>
      </PageForm>
    </DataCard>
  )
}
