CREATE TABLE "decoded_file" (
    "source_hash" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "byte_size" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "decoded_file_pkey" PRIMARY KEY ("source_hash")
);

CREATE INDEX "decoded_file_content_hash_idx" ON "decoded_file"("content_hash");
