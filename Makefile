# Two commands for everybody: `make demo` and `make test`. The others are for those who build.
SHELL := /bin/bash
BUILD := swift build -c release --product haidang
PORT ?= 8080

.PHONY: demo test unit conformance browser build format lint benchmarks fuzz install-demo install-test clean

demo: install-demo build
	$$(swift build -c release --show-bin-path)/haidang demo --from Data/viet-nam --to observatory --port $(PORT)

test: install-test
	Scripts/test.sh

build:
	$(BUILD)

unit: install-demo
	Scripts/test.sh unit

conformance: install-test
	Scripts/test.sh conformance

browser: install-test
	Scripts/test.sh browser

# One room and its tests: make room ROOM=Ledger
room:
	ROOM=$(ROOM) swift test --scratch-path .build-room

lint:
	Scripts/lint.sh

format:
	swift format -i -r -p Sources Tests Package.swift

benchmarks: install-test
	Benchmarks/run.sh

READER ?= measurement
MINUTES ?= 1
fuzz:
	ROOM=fuzz swift run -c release --scratch-path .build-fuzz fuzz $(READER) --corpus $(CORPUS) --minutes $(MINUTES)

install-demo:
	@Scripts/install.sh demo

install-test:
	@Scripts/install.sh test

clean:
	rm -rf .build .build-room .build-venv observatory
