'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { type AgreementView, agreementAddress } from '@/lib/domain/agreement/agreement-view'

/** Finds classes by a part of their name or of their group's. */
export function ClassSearch({ base, view }: { base: string; view: AgreementView }) {
  const router = useRouter()
  function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('class')).trim()
    router.replace(base + agreementAddress.write({ ...view, name, classPage: 1 }), { scroll: false })
  }
  return (
    <form onSubmit={search} className="relative">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-[9px] left-2.5 text-second" />
      <input
        key={view.name}
        name="class"
        type="search"
        aria-label="Class or class group"
        placeholder="Class or group"
        defaultValue={view.name}
        autoComplete="off"
        className="h-8 w-[200px] rounded-control border border-edge bg-card pr-2 pl-8 text-[13px] placeholder:text-second"
      />
    </form>
  )
}
