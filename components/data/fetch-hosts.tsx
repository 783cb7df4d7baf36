'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { ErrorNotice, Form, formError, useForm } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Field } from '@/components/ui/field'
import { updateFetchHosts } from '@/lib/client/data/data'
import { serialQueue } from '@/lib/domain/serial-queue'
import { DataCard } from './data-card'

/** Accepts a full URL too, because that is what users usually copy. */
const hostOf = (text: string) => {
  const given = text.trim()
  return URL.canParse(given) && given.includes('://') ? new URL(given).hostname : given
}

/** The request has a list of hosts, and the form one field. */
function explain(error: unknown) {
  const { message, fields } = formError(error)
  return fields.hosts === undefined ? { message, fields } : { message: null, fields: { host: fields.hosts } }
}

/** Edits the list of hosts from which manifests may load images. */
export function FetchHosts({ slug, hosts }: { slug: string; hosts: string[] }) {
  const router = useRouter()
  const element = useRef<HTMLFormElement>(null)
  // The list as this page last saw it on the server, so that two quick changes do not refuse each other.
  const stored = useRef(hosts)
  useEffect(() => {
    stored.current = hosts
  }, [hosts])
  const [inTurn] = useState(serialQueue)
  const update = (change: (before: string[]) => string[]) =>
    inTurn(async () => {
      const before = { hosts: stored.current }
      const { hosts: now } = await updateFetchHosts(slug, { hosts: change(before.hosts), basedOn: before })
      stored.current = now
      router.refresh()
    })
  const removal = useMutation({
    mutationFn: (host: string) => update((before) => before.filter((other) => other !== host)),
  })
  const form = useForm(async (values) => {
    const host = hostOf(String(values.get('host')))
    if (host === '') return
    removal.reset()
    await update((before) => [...before, host])
    element.current?.reset()
  }, explain)

  return (
    <DataCard
      id="hosts"
      title="Allowed image hosts"
      state="The server downloads images only from the hosts listed here, so that a manifest cannot make it access your internal network."
    >
      <ErrorNotice className="mt-3 max-w-[480px]" error={removal.error}>
        {form.problem.message}
      </ErrorNotice>
      {hosts.length > 0 && (
        <ul aria-label="Hosts" className="mt-3 flex flex-wrap gap-1.5">
          {hosts.map((host) => (
            <li key={host} className="max-w-full">
              <Chip removeLabel={`Remove ${host}`} onRemove={() => removal.mutate(host)}>
                {host}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <Form form={form} ref={element} className="mt-3 flex max-w-[480px] items-start gap-2">
        <div className="min-w-0 flex-1">
          <Field label="Host" name="host" maxLength={300} placeholder="images.example.org" />
        </div>
        <Button type="submit" disabled={form.isBusy} className="mt-[26px]">
          Add host
        </Button>
      </Form>
    </DataCard>
  )
}
