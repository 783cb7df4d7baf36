import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { projectTitles } from '../../project-titles'

export const generateMetadata = projectTitles(async () => (await getTranslations('projects'))('rate'))

export default function RateLayout({ children }: { children: ReactNode }) {
  return children
}
