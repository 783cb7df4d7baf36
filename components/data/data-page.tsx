'use client'

import { useJobs } from '@/components/kit/use-jobs'
import { LinkButton, MainLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { ProjectData } from '@/lib/contracts/data/project-data'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { KnownData } from '@/lib/domain/data/folder-proposal'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { DataSections } from './data-sections'
import { ImportPanel } from './import-panel'
import { ImportState, isImport } from './import-state'
import { useImport } from './use-import'

function stateSentence({ images, classes, models }: ProjectData): string {
  if (images.count + classes.labelable + models.length === 0)
    return 'No data yet. Import images, classes, original labels and model predictions.'
  const parts = [
    counted(images.count, 'image', 'images', 'en'),
    counted(classes.labelable, 'class', 'classes', 'en'),
    counted(models.length, 'model', 'models', 'en'),
  ]
  return `${parts.join(', ')}.`
}

export function DataPage({ data, jobs: initialJobs }: { data: ProjectData; jobs: JobSummary[] }) {
  const { slug, images, classes, models } = data
  const { jobs, active } = useJobs(slug, initialJobs)
  const known: KnownData = {
    imageCount: images.count,
    classCount: classes.labelable,
    models: models.map(({ name }) => name),
  }
  const flow = useImport(slug, known)
  const isImporting = active.some(isImport)
  const isReady = images.count > 0 && models.length > 0
  return (
    <>
      <PageHeader
        title={projectPages.data.title}
        action={
          isReady && (
            <>
              <LinkButton href={`/projects/${slug}/golden`}>Golden set</LinkButton>
              <MainLink href={`/projects/${slug}/plan`}>Plan tasks</MainLink>
            </>
          )
        }
      >
        {stateSentence(data)}
      </PageHeader>
      <ImportState slug={slug} jobs={jobs} active={active} />
      <ImportPanel flow={flow} known={known} isImporting={isImporting} mostBytes={data.uploadMaxBytes} />
      <DataSections data={data} flow={flow} jobs={jobs} isImporting={isImporting} />
    </>
  )
}
