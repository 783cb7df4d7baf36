import { admin } from '@/lib/contracts/endpoint'
import { jobList, jobSummary, startJobInput } from '@/lib/contracts/jobs'
import { jobPath } from '@/lib/contracts/path'

export const cancelJob = admin('POST /jobs/[job]/cancel', { params: jobPath, output: jobSummary })

export const findJob = admin('GET /jobs/[job]', { params: jobPath, output: jobSummary })

export const listJobs = admin('GET /jobs', { output: jobList })

export const startJob = admin('POST /jobs', { body: startJobInput, output: jobSummary })
