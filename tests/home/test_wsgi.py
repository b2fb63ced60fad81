from wsgiref.util import setup_testing_defaults

from config.wsgi import ROOM, application


def test_request_is_served_with_room_for_all_its_calls():
    environ, answers = {"PATH_INFO": "/healthz", "HTTP_HOST": "testserver"}, []
    setup_testing_defaults(environ)

    body = application(environ, lambda status, headers: answers.append(status))

    assert (answers, b"".join(body)) == (["200 OK"], b"ok")
    assert application.__code__.co_stacksize == ROOM
