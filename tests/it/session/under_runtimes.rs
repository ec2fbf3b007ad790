//! The same program under each runtime: after a verdict the checker says what comes of it elsewhere.

use super::last_lines::COUNTER;
use super::proof::{model_with, prove};
use interleave::catalogue::Runtime;
use interleave::checker::Verdict;
use interleave::session::{DocumentAction, Model, Outcome, describe_runtime, update};

const TASKS: &str = "\
import asyncio

count = 0

async def work():
    global count
    count += 1

async def main():
    await asyncio.gather(work(), work())
    print('count:', count)

asyncio.run(main())
";

const PROCESSES: &str = "\
from multiprocessing import Process

def work():
    pass

if __name__ == '__main__':
    process = Process(target=work)
    process.start()
    process.join()
";

fn proved(text: &str, runtime: Runtime) -> Model {
    let mut model = model_with([1, 1, 1], &[]);
    update(&mut model, DocumentAction::Edit(text.into()));
    update(&mut model, DocumentAction::SetRuntime(runtime));
    prove(&mut model);
    model
}

fn others(model: &Model) -> Vec<String> {
    let finding = model.proof.finding().expect("there is a verdict");
    let say = |(runtime, outcome): &(Runtime, Outcome)| {
        describe_runtime(model.text(), *runtime, outcome, &|it| it.to_string())
    };
    finding.under_others.iter().map(say).collect()
}

#[test]
fn what_is_lost_without_the_gil_is_safe_with_it() {
    let model = proved(COUNTER, Runtime::Threads);
    let finding = model.proof.finding().expect("there is a verdict");
    assert!(matches!(finding.report.verdict, Verdict::Violated(_)), "{:?}", finding.report);
    assert_eq!(others(&model), ["Threads, GIL: safe"]);

    let model = proved(COUNTER, Runtime::CpythonGil);
    let finding = model.proof.finding().expect("there is a verdict");
    assert_eq!(finding.report.verdict, Verdict::Safe);
    let [without_it] = &others(&model)[..] else { panic!("{:?}", others(&model)) };
    assert!(without_it.starts_with("Threads, no GIL: An update is lost after "), "{without_it}");
}

#[test]
fn a_program_of_roles_is_compared_too() {
    let mut model = model_with([2, 2, 2], &[]);
    prove(&mut model);
    assert_eq!(others(&model), ["Threads, GIL: safe"]);
}

#[test]
fn tasks_and_processes_have_no_other_runtime() {
    for text in [TASKS, PROCESSES] {
        let model = proved(text, Runtime::Threads);
        assert!(others(&model).is_empty(), "{:?}", others(&model));
    }
}
