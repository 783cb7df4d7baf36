'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Search } from '@/components/ui/generated/icons'

interface NameSearchProps {
  /** URL without the name, with the rest of its query. */
  address: string
  name: string
  label: string
  placeholder: string
}

export function NameSearch({ address, name, label, placeholder }: NameSearchProps) {
  const router = useRouter()
  function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get('class')).trim()
    const [path, query] = address.split('?')
    const words = new URLSearchParams(query)
    if (wanted) words.set('class', wanted)
    router.push(`${path}${words.size > 0 ? `?${words}` : ''}`, { scroll: false })
  }
  return (
    <search>
      <form method="dialog" onSubmit={search} className="relative">
        <Search
          aria-hidden
          size={14}
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-second"
        />
        <input
          key={name}
          name="class"
          type="search"
          aria-label={label}
          placeholder={placeholder}
          defaultValue={name}
          autoComplete="off"
          className="h-8 w-[200px] rounded-control border border-edge bg-card pr-2 pl-8 text-[13px] placeholder:text-second"
        />
      </form>
    </search>
  )
}
