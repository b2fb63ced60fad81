from config.stack import ROOM, on_one_stack
from config.wsgi import application


def test_function_on_one_stack_does_the_same():
    def depth(calls, most):
        return calls if calls == most else depth(calls + 1, most)

    assert on_one_stack(depth)(0, 400) == 400


def test_requests_have_room_for_all_their_calls():
    assert application.__code__.co_stacksize == ROOM
