"""Stubs of the modules that generated bindings import: enough to run every line that an import runs."""
import importlib.metadata
import sys
import types
import typing


class Meta(type):
    """Accepts the keywords of jsii's metaclass, and has every attribute."""

    def __new__(mcs, name, bases, namespace, **_):
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **_):
        super().__init__(name, bases, namespace)

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Base


class Base(metaclass=Meta):
    @classmethod
    def load(cls, *_, **__):
        return cls


def decorator(*_, **__):
    return lambda decorated: decorated


class Module(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Base,), {}) if name[:1].isupper() else Base


for name in ("cdktf", "cdktn", "constructs", "publication", "typeguard", "jsii"):
    sys.modules[name] = Module(name)
sys.modules["cdktf._jsii"] = sys.modules["cdktf"]
sys.modules["cdktn._jsii"] = sys.modules["cdktn"]
sys.modules["constructs._jsii"] = sys.modules["constructs"]
jsii = sys.modules["jsii"]
jsii.JSIIMeta = Meta
jsii.JSIIAbstractClass = Meta
for name in ("member", "implements", "data_type", "interface", "enum", "data_type_optionals"):
    setattr(jsii, name, decorator)
jsii.python = types.SimpleNamespace(classproperty=lambda decorated: decorated)
sys.modules["publication"].publish = lambda: None
sys.modules["typeguard"].check_type = decorator
# Part of the language, for what the bindings take of it.
sys.modules.setdefault("typing_extensions", typing)
importlib.metadata.version = lambda _: "4.0.0"
