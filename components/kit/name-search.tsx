'use client'

import { useRouter } from 'next/navigation'
import { AddressInput } from '@/components/ui/address-input'
import { Search } from '@/components/ui/generated/icons'
import { PageForm } from '@/components/ui/page-form'

interface SearchFormProps {
  label: string
  placeholder: string
  /** What was searched for. */
  value: string
  onSearch: (wanted: string) => void
  width: 'w-40' | 'w-[200px]'
  maxLength?: number
}

export const SearchForm = ({ label, value, onSearch, width, ...rest }: SearchFormProps) => (
  <PageForm
    onSubmit={(event) => {
      event.preventDefault()
      onSearch(String(new FormData(event.currentTarget).get('wanted')).trim())
    }}
    className="relative print:has-placeholder-shown:hidden"
  >
    <Search
      aria-hidden
      size={14}
      className="pointer-events-none absolute start-2.5 top-1/2 -translate-y-1/2 text-second"
    />
    <AddressInput
      type="search"
      name="wanted"
      aria-label={label}
      autoComplete="off"
      value={value}
      className={`h-8 ${width} rounded-control border border-edge bg-card ps-8 pe-2 text-[13px] placeholder:text-second`}
      {...rest}
    />
  </PageForm>
)

interface NameSearchProps {
  /** URL without the name, with the rest of its query. */
  address: string
  name: string
  label: string
  placeholder: string
}

export function NameSearch({ address, name, ...rest }: NameSearchProps) {
  const router = useRouter()
  function search(wanted: string) {
    const [path, query] = address.split('?')
    const words = new URLSearchParams(query)
    if (wanted) words.set('class', wanted)
    router.push(`${path}${words.size > 0 ? `?${words}` : ''}`, { scroll: false })
  }
  return (
    <search>
      <SearchForm value={name} onSearch={search} width="w-[200px]" {...rest} />
    </search>
  )
}
