-- The number of the request that asked for the job, which the log lines of both then share.
ALTER TABLE "job" ADD COLUMN "request_id" TEXT;

-- For counting jobs that wait or run without reading all that are over.
CREATE INDEX job_unfinished_idx ON job (state, kind) WHERE state IN ('queued', 'running');
