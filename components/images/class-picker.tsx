'use client'

import { useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { Options } from '@/components/ui/field'
import { type ClassRole, classPlaces } from '@/lib/domain/images/image-filter'
import { classRoleWord } from '@/lib/wording/images/image-filter'

interface ClassPickerProps {
  slug: string
  /** False before the first run, when there are no kept labels to search. */
  canBeKept: boolean
  onPick: (classIndex: number, as: ClassRole) => void
}

/** Picks a class, and whether to find it among kept, original or proposed labels. */
export function ClassPicker({ slug, canBeKept, onPick }: ClassPickerProps) {
  const places = classPlaces.filter((place) => canBeKept || place !== 'kept')
  const [as, setAs] = useState<ClassRole>(places[0]!)
  const role = places.includes(as) ? as : places[0]!
  return (
    <div className="flex max-w-full">
      <select
        aria-label="Search for a class among"
        value={role}
        onChange={(event) => setAs(places.find((place) => place === event.currentTarget.value) ?? places[0]!)}
        className="h-9 rounded-s-control border border-edge border-e-0 bg-card ps-2 pe-1 text-[13px]"
      >
        <Options of={places.map((place) => [place, classRoleWord[place]])} />
      </select>
      <ClassCombobox
        slug={slug}
        onPick={({ index }) => index !== null && onPick(index, role)}
        className="h-9 flex-1 rounded-e-control"
      />
    </div>
  )
}
